using SmtPortal.Domain.Accounts;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Words of pages that companies and operators read.</summary>
public static class CompanyWords
{
    public static string Of(ThirdPartyStatus status) => status switch
    {
        ThirdPartyStatus.Pending => "Waits for approval",
        ThirdPartyStatus.Approved => "Approved",
        ThirdPartyStatus.Refused => "Refused",
        ThirdPartyStatus.Suspended => "Suspended",
        _ => "Closed",
    };

    public static string ChipOf(ThirdPartyStatus status) => "chip chip-" + status switch
    {
        ThirdPartyStatus.Pending => "waiting",
        ThirdPartyStatus.Approved => "ok",
        ThirdPartyStatus.Suspended => "bad",
        _ => "ended",
    };
}
