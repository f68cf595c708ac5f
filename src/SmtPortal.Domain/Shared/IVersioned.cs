namespace SmtPortal.Domain.Shared;

/// <summary>
/// An entity with states that two people can change at once. <see cref="Version"/> is set anew at every save and is, with
/// the status, the concurrency token: whoever saves second loses and is told what happened.
/// </summary>
public interface IVersioned
{
    /// <summary>Changes with every save; set by the data layer only.</summary>
    Guid Version { get; set; }
}
