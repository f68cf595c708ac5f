namespace SmtPortal.Domain.Agreements;

/// <summary>Why a side ended an agreement (product.md section 9). Nobody must say.</summary>
public enum TerminationReason
{
    /// <summary>Service ended.</summary>
    ServiceEnded,

    /// <summary>Changed provider.</summary>
    ChangedProvider,

    /// <summary>Privacy concern.</summary>
    PrivacyConcern,

    /// <summary>Moving.</summary>
    Moving,

    /// <summary>Something else, said in words.</summary>
    Other,
}

/// <summary>What a side says of why it ends an agreement; the other side sees it.</summary>
/// <param name="Reason">Which of the list.</param>
/// <param name="Text">In words, needed for <see cref="TerminationReason.Other"/>; at most <see cref="TextMaxLength"/> characters.</param>
public sealed record TerminationNote(TerminationReason Reason, string? Text)
{
    /// <summary>Longest text, in characters.</summary>
    public const int TextMaxLength = 500;
}
