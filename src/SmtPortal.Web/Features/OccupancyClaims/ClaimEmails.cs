using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Email;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.OccupancyClaims;

/// <summary>Tells the holder of an ESIID that another has proved it, and lets them object (ACC-7). Nothing about the other.</summary>
public sealed class ClaimMadeEmail(OccupancyClaim claim) : PortalEmail
{
    public override string Kind => "claim-made";

    public override TokenTarget Opens => new(LinkTargets.Claim, claim.Id);

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Somebody else claims an ESIID of yours"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["Somebody has proved, with details from a bill, that they live at this ESIID, which your account holds. If you still live there, object: then nothing changes until an operator has decided. If you do nothing, it leaves your account, and every agreement for it ends."])
        .Facts((texts["ESIID"], claim.Esiid), (texts["Object until"], Show.Moment(claim.EndsAt)))
        .Button(texts["Object"], EmailLink.ByToken("object"))
        .Button(texts["Look at the claim"], EmailLink.To($"/customer/claims/{claim.Id}"))
        .SmallPrint(texts["These links are yours alone: do not pass this mail on. Opening one changes nothing by itself; you are always asked once more."]);
}

/// <summary>Tells both sides that the holder has objected, and that an operator decides.</summary>
public sealed class ClaimObjectedEmail(OccupancyClaim claim, bool toHolder) : PortalEmail
{
    public override string Kind => toHolder ? "claim-objected-holder" : "claim-objected";

    public override string Subject(IStringLocalizer<Texts> texts) => toHolder ? texts["Your objection is with the operators"] : texts["The holder objects to your claim"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(toHolder
            ? texts["You have objected to a claim on this ESIID. An operator of the portal looks at it and decides; until then it stays yours. You get a mail."]
            : texts["You have claimed this ESIID, and the account that holds it has objected. An operator of the portal looks at it and decides. You get a mail."])
        .Facts((texts["ESIID"], claim.Esiid))
        .Button(texts["Look at the claim"], EmailLink.To($"/customer/claims/{claim.Id}"));
}

/// <summary>Tells who claimed that the ESIID is theirs; the holder has the mail about the end of the occupancy.</summary>
public sealed class ClaimPassedEmail(OccupancyClaim claim) : PortalEmail
{
    public override string Kind => "claim-passed";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["The ESIID that you claimed is in your account"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(claim.Note is null
            ? texts["You see its data from your first day there, and you can answer invitations for it. What the former holder agreed to has ended."]
            : texts["An operator of the portal decided for you. You see its data from your first day there, and you can answer invitations for it. What the former holder agreed to has ended."])
        .Quote(claim.Note)
        .Facts((texts["ESIID"], claim.Esiid))
        .Button(texts["Your ESIIDs"], EmailLink.To("/customer/esiids"));
}

/// <summary>Tells both sides that an operator decided for the holder, and what the operator says.</summary>
public sealed class ClaimRefusedEmail(OccupancyClaim claim, bool toHolder) : PortalEmail
{
    public override string Kind => toHolder ? "claim-refused-holder" : "claim-refused";

    public override string Subject(IStringLocalizer<Texts> texts) => toHolder ? texts["The claimed ESIID stays yours"] : texts["Your claim was refused"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(toHolder
            ? texts["An operator of the portal decided for you. Nothing has changed."]
            : texts["An operator of the portal decided for the account that holds this ESIID. It stays where it is."])
        .Quote(claim.Note)
        .Facts((texts["ESIID"], claim.Esiid))
        .Button(texts["Look at the claim"], EmailLink.To($"/customer/claims/{claim.Id}"));
}

/// <summary>Tells the holder that nobody claims the ESIID any more.</summary>
public sealed class ClaimWithdrawnEmail(OccupancyClaim claim) : PortalEmail
{
    public override string Kind => "claim-withdrawn";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["The claim on your ESIID was taken back"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["The ESIID stays in your account. You need not do anything."])
        .Facts((texts["ESIID"], claim.Esiid))
        .Button(texts["Your ESIIDs"], EmailLink.To("/customer/esiids"));
}

/// <summary>Tells who claimed that somebody else has moved in meanwhile.</summary>
public sealed class ClaimLapsedEmail(OccupancyClaim claim) : PortalEmail
{
    public override string Kind => "claim-lapsed";

    public override string Subject(IStringLocalizer<Texts> texts) => texts["Your claim came to nothing"];

    public override EmailBody Body(IStringLocalizer<Texts> texts) => new EmailBody()
        .Heading(Subject(texts))
        .Paragraph(texts["After you claimed this ESIID, your wires company told us that somebody moved in there. If that was you, add the ESIID with the details from your latest bill: it is free now."])
        .Facts((texts["ESIID"], claim.Esiid))
        .Button(texts["Add an ESIID"], EmailLink.To("/customer/esiids/add"));
}
