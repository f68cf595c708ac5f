using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>What happened in a day, as a company chose to hear of it.</summary>
/// <param name="lines">In the order of time.</param>
/// <param name="more">How many there are beyond them.</param>
public sealed class DigestEmail(IReadOnlyList<DigestLine> lines, int more) : PortalEmail
{
    public override string Kind => "company-digest";

    public override string Subject(IStringLocalizer<Texts> texts) => lines.Count == 1 ? "Your daily digest: 1 event" : $"Your daily digest: {lines.Count + more} events";

    public override EmailBody Body(IStringLocalizer<Texts> texts)
    {
        var body = new EmailBody().Heading(Subject(texts));
        foreach (var group in lines.GroupBy(l => l.Event).OrderBy(g => g.Key))
            body.Paragraph(CompanyEvents.NameOf(group.Key)).Bullets(group.Select(l => $"{l.Text} ({Show.Moment(l.At)})"));
        if (more > 0)
            body.Paragraph($"And {more} more. You find everything in the portal.");
        return body
            .Button("Open the portal", EmailLink.To("/company"))
            .SmallPrint("An administrator of your company chooses which events come here, at once, or not at all.");
    }
}
