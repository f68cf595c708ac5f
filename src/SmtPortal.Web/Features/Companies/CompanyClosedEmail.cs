using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Tells a company that its account is closed, and what follows (ACC-8).</summary>
/// <param name="note">What the operator says; null: the company closed it itself.</param>
public sealed class CompanyClosedEmail(string company, string? note) : PortalEmail
{
    public override string Kind => "company-closed";

    public override bool LeavesWhileSuspended => true;

    public override string Subject(IStringLocalizer<Texts> texts) => $"The account of {company} is closed";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(note is null ? "An administrator of your company closed it." : "The operators of the portal closed it, and say why:")
        .Quote(note)
        .Bullets(
            "All agreements have ended, and open invitations are withdrawn. Your customers are told.",
            "Nothing more is delivered. Your folder on our file server is shut, and its files are removed within ten days.",
            "All sign-ins of the company are gone.")
        .Paragraph("To work with customers' data here again, register the company anew.");
}
