using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Tells a company that it may begin.</summary>
/// <param name="note">What the operator says; null: nothing.</param>
public sealed class CompanyApprovedEmail(string company, string? note) : PortalEmail
{
    public override string Kind => "company-approved";

    public override string Subject(IStringLocalizer<Texts> texts) => $"{company} is approved";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph("You can invite customers now, and invite colleagues of yours. Your folder on our file server is ready; an administrator makes its password.")
        .Quote(note)
        .Button("Sign in", EmailLink.To("/company"));
}

/// <summary>Tells a company why it was not approved.</summary>
public sealed class CompanyRefusedEmail(string company, string note) : PortalEmail
{
    public override string Kind => "company-refused";

    public override string Subject(IStringLocalizer<Texts> texts) => $"The registration of {company} was not approved";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph("The operators of the portal say why:")
        .Quote(note)
        .Paragraph("The sign-in of this registration was removed. If what stands in the way can be mended, register anew with the same address.")
        .Button("Register anew", EmailLink.To("/register/company"));
}

/// <summary>Tells a company that it is stopped, and why (ACC-8).</summary>
public sealed class CompanySuspendedEmail(string company, string note) : PortalEmail
{
    public override string Kind => "company-suspended";

    public override bool LeavesWhileSuspended => true;

    public override string Subject(IStringLocalizer<Texts> texts) => $"{company} is suspended";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph("The operators of the portal say why:")
        .Quote(note)
        .Bullets(
            "From now on nobody of the company can sign in, and nothing is delivered.",
            "Your folder on our file server is shut; what lies in it stays its ten days.",
            "Customers cannot accept your invitations meanwhile. The invitations keep their end, and so do your agreements.",
            "You get no other mail until the suspension is lifted.")
        .Paragraph("Talk to the operators to have it lifted.");
}

/// <summary>Tells a company that it may go on.</summary>
public sealed class CompanyResumedEmail(string company, string? note) : PortalEmail
{
    public override string Kind => "company-resumed";

    public override string Subject(IStringLocalizer<Texts> texts) => $"{company} is no longer suspended";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph("You can sign in again, and what is agreed is delivered again. Invitations and agreements that came to their end meanwhile have ended.")
        .Quote(note)
        .Button("Sign in", EmailLink.To("/company"));
}
