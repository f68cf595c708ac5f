namespace SmtPortal.Domain.Shared;

/// <summary>The languages that customers read: every page and mail that a customer sees exists in both.</summary>
public enum Language
{
    /// <summary>English (<c>en</c>).</summary>
    English,

    /// <summary>Spanish (<c>es</c>).</summary>
    Spanish,
}
