using SmtPortal.Domain.Accounts;

namespace SmtPortal.Web.Features.Shared;

/// <summary>What a customer's page says about a company that may not act (ACC-8); nothing about one that may.</summary>
/// <param name="IsAgreement">Whether the page is about an agreement; else about an invitation.</param>
public sealed record StoppedCompany(string Company, ThirdPartyStatus Status, bool IsAgreement);
