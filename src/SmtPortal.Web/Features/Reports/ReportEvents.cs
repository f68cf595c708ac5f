using SmtPortal.Domain.Reports;
using SmtPortal.Web.Features.Webhooks;

namespace SmtPortal.Web.Features.Reports;

/// <summary>What a company's webhook is told of a report that has ended.</summary>
public static class ReportEvents
{
    public static WebhookEvent Of(Report report, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ThirdPartyId = report.ThirdPartyId,
        Type = report.Status switch
        {
            ReportStatus.Failed => "report.failed",
            ReportStatus.Cancelled => "report.cancelled",
            _ => "report.finished",
        },
        SubjectId = report.PublicId,
        At = now,
    };
}
