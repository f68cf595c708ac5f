namespace SmtPortal.Domain.Usage;

/// <summary>How good one 15-minute value is. The numbers are stored inside <see cref="PackedDay"/> and never change.</summary>
public enum IntervalQuality : byte
{
    /// <summary>There is no value. Never to be read as zero.</summary>
    Missing = 0,

    /// <summary>Read from the meter.</summary>
    Actual = 1,

    /// <summary>Estimated by the TDSP, often replaced the next day.</summary>
    Estimated = 2,
}
