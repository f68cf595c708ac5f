using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>
/// Asks a customer for an agreement (INV-4). It holds nothing about a home that the company did not type: no name, no
/// service address, no meter number; and never the installation code of a device.
/// </summary>
public sealed class InvitationEmail(Invitation invitation, ThirdParty company, bool reminder = false, CompanyRating? rating = null) : PortalEmail
{
    public override string Kind => reminder ? "invitation-reminder" : "invitation";

    public override TokenTarget Opens => new(LinkTargets.Invitation, invitation.PublicId);

    public override string Subject(IStringLocalizer<Texts> texts) => reminder
        ? texts.RemindsInShort(company.Name, invitation.Kind)
        : texts.AsksInShort(company.Name, invitation.Kind);

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(invitation.Consent.IsForDevice
            ? texts["You decide. Nothing happens unless you accept, and you can take it back at any time."]
            : texts["You decide. Nothing is shared unless you accept, and you can take it back at any time."])
        .Facts(
            (texts["Who asks"], company.Name),
            (texts["Purpose"], texts.NameOf(invitation.Purpose)),
            (texts["What they ask for"], texts.KindOf(invitation.Consent)),
            (invitation.Terms.Access == EnergyAccess.Continuous ? texts["What they could see, if you accept today"] : texts.LabelOfAllowed(invitation.Consent),
                texts.WhatIsAllowed(invitation.Consent, invitation.Consent.LastDayIfAccepted(SentAt))),
            (texts["Device type"], invitation.DeviceType is { } type ? texts.NameOf(type) : null),
            (texts["Device"], invitation.DeviceDescription),
            (texts["MAC address of the device"], invitation.Mac?.ToString()),
            (texts["Privacy seal"], company.SealName is null ? null : texts["{0} (the company's own statement)", company.SealName]),
            (texts["Ratings by customers"], rating is null ? null : texts.Of(rating)),
            (texts["Answer until"], Show.Moment(invitation.EndsAt)))
        .Quote(invitation.PurposeText)
        .Paragraph(invitation.Consent.IsForDevice
            ? texts["At this ESIID, the number of your electricity delivery point:"]
            : texts.ForTheseEsiids(invitation.Esiids.Count))
        .Bullets(invitation.Esiids.Select(e => e.Esiid))
        .Button(texts["Accept"], EmailLink.ByToken("accept"))
        .Button(texts["Reject"], EmailLink.ByToken("reject"))
        .Link(texts["Register for an SMT account"], EmailLink.ByToken("register"))
        .Link(texts["This is not for me"], EmailLink.ByToken("not-for-me"))
        .Link(texts["Block this company"], EmailLink.ByToken("block"))
        .Link(texts["The company's web site"], EmailLink.ToWeb(company.Website))
        .Link(texts["The company's privacy policy"], EmailLink.ToWeb(company.PrivacyPolicyUrl))
        .SmallPrint(texts["These links are yours alone: do not pass this mail on. Opening one changes nothing by itself; you are always asked once more."]);

    /// <summary>The last day is counted from the day of acceptance, so the mail says what it would be on the day it is written.</summary>
    private DateTimeOffset SentAt => reminder ? invitation.RemindedAt ?? invitation.CreatedAt : invitation.CreatedAt;
}
