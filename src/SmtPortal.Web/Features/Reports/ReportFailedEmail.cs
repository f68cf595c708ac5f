using System.Globalization;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Reports;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Reports;

/// <summary>How many files of a report ended in a state, for one reason.</summary>
/// <param name="Reason">Null for delivered ones.</param>
public sealed record ReportFileCount(ReportFileStatus Status, ReportReason? Reason, int Count);

/// <summary>Tells the company that files of a report could not be delivered, and why (section 10). ESIIDs are on the report's page.</summary>
public sealed class ReportFailedEmail(Report report, IReadOnlyCollection<ReportFileCount> files) : PortalEmail, ICompanyNews
{
    public CompanyEvent Event => CompanyEvent.DeliveryTrouble;

    private int Delivered => CountOf(ReportFileStatus.Delivered);

    public override string Kind => "report-failed";

    public override string Subject(IStringLocalizer<Texts> texts) => report.Status == ReportStatus.Failed
        ? Text($"Report {report.Number} has failed")
        : Text($"Report {report.Number} was delivered in part");

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody()
            .Heading(Subject(texts))
            .Paragraph(report.FileCount == 0
                ? Text($"None of its {report.RefusedCount:#,##0} ESIIDs can be reported, for these reasons:")
                : Text($"{Delivered:#,##0} of {report.FileCount:#,##0} files are in your folder. The others are not, for these reasons:"))
            .Bullets(files.Where(f => f.Reason is not null).OrderByDescending(f => f.Count).ThenBy(f => f.Reason).Select(f => Text($"{ReportWords.Of(f.Reason!.Value)} ({f.Count:#,##0})")))
            .Facts(
                ("Report", Text($"{report.Number}")),
                ("What", $"{ReportWords.Of(report.Kind)}, {ReportWords.Of(report.Format)}"),
                ("Period", $"{Show.Day(report.From)} – {Show.Day(report.To)}"),
                ("Asked for", Show.Moment(report.CreatedAt)));
        if (CountOf(ReportFileStatus.Failed) > 0)
            body.Paragraph("The report's page lists every file. Those that failed can be tried again there, under the same names.");
        return body.Button("Open the report", EmailLink.To($"/company/reports/{report.PublicId}"));
    }

    private int CountOf(ReportFileStatus status) => files.Where(f => f.Status == status).Sum(f => f.Count);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
