using Microsoft.Extensions.Localization;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.BusinessUsers;

/// <summary>Asks somebody to work with the account of a business (ACC-1).</summary>
public sealed class BusinessUserInvitedEmail(ColleagueInvitation invitation, string business) : PortalEmail
{
    public override string Kind => "business-user-invited";

    public override TokenTarget Opens => new(LinkTargets.Colleague, invitation.Id);

    public override string Subject(IStringLocalizer<Texts> texts) => texts["A sign-in for the account of {0} at SmtPortal", business];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(invitation.Leads
            ? texts["Who manages the account of {0} invites you to manage it too: you decide which companies see its electricity data. Choose a password, and you can sign in with this address.", business]
            : texts["Who manages the account of {0} invites you to look at it: its electricity data, and who sees them. Choose a password, and you can sign in with this address.", business])
        .Facts((texts["The link works until"], Show.Moment(invitation.EndsAt)))
        .Button(texts["Make a sign-in"], EmailLink.ByToken("join"))
        .SmallPrint(texts["If you do not work for this business, do nothing."]);
}

/// <summary>Tells the owner of an account that it cannot be one of a business's too. The manager who invited is not told.</summary>
public sealed class BusinessAddressTakenEmail(string business) : PortalEmail
{
    public override string Kind => "business-address-taken";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["{0} invites you, but this address already has an account", business];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["{0} wants you to work with its account at SmtPortal. Your address has an account already, and each sign-in belongs to one account. Ask to be invited at another address.", business])
        .SmallPrint(texts["If you do not work for this business, you need not do anything. We have not told it that this address has an account."]);
}

/// <summary>Tells somebody that they may do more or less in the account of a business.</summary>
public sealed class BusinessRoleChangedEmail(string business, bool manages) : PortalEmail
{
    public override string Kind => "business-role-changed";

    public override string Subject(IStringLocalizer<Texts> texts) => manages ? texts["You manage the account of {0} now", business] : texts["You may look at the account of {0} now", business];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(manages
            ? texts["Who manages the account gave you this role. You decide now which companies see its data, and who works with the account."]
            : texts["Who manages the account gave you this role. You see everything as before; what is decided and changed is up to those who manage it."])
        .Button(texts["Sign in"], EmailLink.To("/customer"));
}

/// <summary>Tells somebody that their sign-in for the account of a business is gone.</summary>
public sealed class RemovedFromBusinessEmail(string business) : PortalEmail
{
    public override string Kind => "removed-from-business";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your sign-in for {0} was removed", business];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Who manages the account of {0} removed your sign-in at SmtPortal. If that was a mistake, talk to them: they can invite you again.", business]);
}
