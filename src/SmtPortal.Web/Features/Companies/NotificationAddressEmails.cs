using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Companies;

/// <summary>Asks a new notification address whether it takes the company's mail.</summary>
public sealed class ConfirmNotificationEmail(Guid proposalId, string company) : PortalEmail
{
    public override string Kind => "confirm-notification";

    public override TokenTarget Opens => new(LinkTargets.NotificationAddress, proposalId);

    public override string Subject(IStringLocalizer<Texts> texts) => $"Shall mail for {company} come here?";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph($"An administrator of {company} wants SmtPortal to send the company's mail about invitations, agreements and reports to this address. Confirm it, and it comes here.")
        .Button("Confirm this address", EmailLink.ByToken("confirm"))
        .SmallPrint("If you do not know the company, do nothing: without your confirmation no mail of it comes here.");
}

/// <summary>Tells where the company's mail went before that it goes elsewhere now.</summary>
/// <param name="address">The new address; null: to all administrators.</param>
public sealed class NotificationAddressChangedEmail(string company, string? address) : PortalEmail
{
    public override string Kind => "notification-changed";

    public override string Subject(IStringLocalizer<Texts> texts) => $"Mail for {company} goes to another address";

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(address is null
            ? $"From now on mail for {company} goes to all administrators of the company."
            : $"From now on mail for {company} goes to {address}.")
        .Paragraph("If nobody of the company wanted this, an administrator signs in, sets the address right, and looks who has access.")
        .Button("Look at the company account", EmailLink.To("/company/account"));

    /// <summary>Adds the mails; the caller saves.</summary>
    /// <param name="before">Where mail went before the change.</param>
    public static void Tell(PortalDbContext db, Outbox outbox, IReadOnlyList<CompanyReceiver> before, ThirdParty company)
    {
        foreach (var receiver in before)
            outbox.Add(db, new NotificationAddressChangedEmail(company.Name, company.NotificationEmail), receiver.Address, Language.English, company.Id);
    }
}
