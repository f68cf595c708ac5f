using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Accounts;

/// <summary>A home or a business that holds an account. Its sign-ins are portal users that carry its id.</summary>
public sealed class Customer
{
    /// <summary>Longest name of a person or business, in characters.</summary>
    public const int NameMaxLength = 120;

    private Customer()
    {
    }

    /// <summary>Id of the account.</summary>
    public Guid Id { get; private set; }

    /// <summary>Name of the person or business, as they typed it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The language of the customer's mails.</summary>
    public Language Language { get; private set; }

    /// <summary>When the account was opened, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Opens an account.</summary>
    public static Customer Open(string name, Language language, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Name = name, Language = language, CreatedAt = now };
}
