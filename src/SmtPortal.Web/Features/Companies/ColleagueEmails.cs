using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Asks somebody to work for a company here.</summary>
public sealed class ColleagueInvitedEmail(ColleagueInvitation invitation, string company) : PortalEmail
{
    public override string Kind => "colleague-invited";

    public override TokenTarget Opens => new(LinkTargets.Colleague, invitation.Id);

    public override string Subject(IStringLocalizer<Texts> texts) => $"Work for {company} at SmtPortal";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph($"An administrator of {company} invites you to its account at SmtPortal, as {(invitation.Leads ? "an administrator" : "a member")}. Choose a password, and you can sign in with this address.")
        .Facts(("The link works until", Show.Moment(invitation.EndsAt)))
        .Button("Make a sign-in", EmailLink.ByToken("join"))
        .SmallPrint("If you do not work for this company, do nothing.");
}

/// <summary>Tells the owner of an account that it cannot be a company's too. The administrator who invited is not told.</summary>
public sealed class ColleagueAddressTakenEmail(string company) : PortalEmail
{
    public override string Kind => "colleague-address-taken";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["{0} invites you, but this address already has an account", company];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["An administrator of {0} wants you to work for the company at SmtPortal. Your address has an account already, and each sign-in belongs to one account. Ask the administrator to invite you at another address.", company])
        .SmallPrint(texts["If you do not work for this company, you need not do anything. We have not told it that this address has an account."]);
}

/// <summary>Tells a colleague of another role.</summary>
public sealed class CompanyRoleChangedEmail(string company, bool isAdministrator) : PortalEmail
{
    public override string Kind => "company-role-changed";

    public override string Subject(IStringLocalizer<Texts> texts) => $"You are {(isAdministrator ? "an administrator" : "a member")} of {company} now";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(isAdministrator
            ? "An administrator gave you this role. You can now invite and remove colleagues, and change what the company says about itself."
            : "An administrator gave you this role. You work with invitations, agreements and reports as before; colleagues and the company account are the administrators'.")
        .Button("Sign in", EmailLink.To("/company"));
}

/// <summary>Tells somebody that their sign-in is gone.</summary>
public sealed class RemovedFromCompanyEmail(string company) : PortalEmail
{
    public override string Kind => "removed-from-company";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Your sign-in for {company} was removed";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph($"An administrator of {company} removed your sign-in at SmtPortal. If that was a mistake, talk to the company: an administrator can invite you again.");
}
