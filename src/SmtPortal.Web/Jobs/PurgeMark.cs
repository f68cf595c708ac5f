namespace SmtPortal.Web.Jobs;

/// <summary>How far a purge has come that takes more than one run: it goes through a table too large to look for what is over.</summary>
public sealed class PurgeMark
{
    public const int KeyMaxLength = 60;

    public required string Name { get; init; }

    /// <summary>Everything before this day goes.</summary>
    public required DateOnly Before { get; set; }

    /// <summary>Last key that was gone through; null when all were.</summary>
    public string? After { get; set; }
}
