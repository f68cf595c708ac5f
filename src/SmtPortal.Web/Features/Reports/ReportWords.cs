using SmtPortal.Domain.Reports;

namespace SmtPortal.Web.Features.Reports;

/// <summary>How states and reasons read on the company's pages. In lists for programs stands the code itself.</summary>
public static class ReportWords
{
    public static string Of(ReportKind kind) => kind switch
    {
        ReportKind.FifteenMinute => "15-minute usage",
        _ => kind.ToString(),
    };

    public static string Of(ReportFormat format) => format == ReportFormat.Csv ? "CSV" : "JSON";

    public static string Of(ReportStatus status) => status switch
    {
        ReportStatus.Queued => "Queued",
        ReportStatus.Running => "Running",
        ReportStatus.Completed => "Completed",
        ReportStatus.CompletedWithFailures => "Completed in part",
        ReportStatus.Failed => "Failed",
        _ => "Cancelled",
    };

    public static string ChipOf(ReportStatus status) => status switch
    {
        ReportStatus.Queued or ReportStatus.Running => "chip chip-waiting",
        ReportStatus.Completed => "chip chip-accepted",
        ReportStatus.CompletedWithFailures => "chip chip-expired",
        ReportStatus.Failed => "chip chip-rejected",
        _ => "chip",
    };

    public static string ChipOf(ReportFileStatus status) => status switch
    {
        ReportFileStatus.Waiting => "chip chip-waiting",
        ReportFileStatus.Delivered => "chip chip-accepted",
        ReportFileStatus.Failed => "chip chip-rejected",
        _ => "chip",
    };

    public static string Of(ReportReason reason) => reason switch
    {
        ReportReason.NotAnEsiid => "This is not an ESIID: it has 17 digits, or 22, and starts with 10.",
        ReportReason.NoAgreement => "You have no agreement for this ESIID.",
        ReportReason.AgreementEnded => "Your agreement for this ESIID has ended.",
        ReportReason.EsiidLeft => "This ESIID is no longer part of your agreement.",
        ReportReason.OneTimeOtherKind => "Your one-time agreement is for another kind of usage.",
        ReportReason.OneTimeOtherPeriod => "Your one-time agreement is for another period. Ask for exactly the period agreed.",
        ReportReason.UsedUp => "The one file of your one-time agreement was delivered already.",
        ReportReason.OnItsWay => "The one file of your one-time agreement is on its way in another report.",
        ReportReason.OutsideSight => "None of these days lies in what your agreement lets you see.",
        ReportReason.NoData => "There is no usage for these days.",
        ReportReason.CompanyNotActive => "Your company's account is not active.",
        ReportReason.Cancelled => "You cancelled the report.",
        ReportReason.ServerRefused => "The file server refused the file.",
        _ => "The file could not be written. We have been told.",
    };
}
