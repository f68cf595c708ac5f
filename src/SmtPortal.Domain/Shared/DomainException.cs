namespace SmtPortal.Domain.Shared;

/// <summary>A broken rule of the business: a bug in the caller, or a race that a use case should have asked about first.</summary>
/// <param name="message">What was refused and why, for the log; never shown to a person.</param>
public sealed class DomainException(string message) : Exception(message);
