namespace SmtPortal.Domain.Usage;

/// <summary>Which way energy went through the meter. A home with solar panels has both for each day.</summary>
public enum UsageDirection
{
    /// <summary>Delivered from the grid to the customer.</summary>
    Consumption,

    /// <summary>Surplus that the customer sent to the grid.</summary>
    Generation,
}
