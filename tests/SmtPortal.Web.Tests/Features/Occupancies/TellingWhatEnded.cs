using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Occupancies;

/// <summary>AGR-5, section 10: the whole text of the mails about the end of an occupancy.</summary>
public sealed class TellingWhatEnded(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public async Task In_English()
    {
        var scene = await Ended(Language.English, "Advice of Waco");
        Assert.Equal(
            $"""
            An ESIID has left your account ============================== A move was recorded there. Your last day there is Nov 22, 2026. - {scene.Gone.Esiid}
            This agreement has ended. What the company received before stays with it. - Agreement {scene.Ended} with Advice of Waco
            This agreement goes on, for the rest of what it covers: - Agreement {scene.Shrunk} with Advice of Waco
            This invitation can no longer be accepted: - Invitation {scene.Cancelled} of Advice of Waco
            Your ESIIDs: https://localhost/customer/esiids
            You still see your own days. If you still live there, add the ESIID again with the details from your latest bill.
            """.ReplaceLineEndings(" "), scene.ToCustomer);
        Assert.Equal(
            $"""
            2 agreements have ended or lost ESIIDs ======================================
            Ended, reason: move-out. Nothing more is produced or delivered under it. Files in your folder stay their ten days. - Agreement {scene.Ended} (your reference R-1): {scene.Gone.Esiid}
            In force, but without this ESIID from now on, reason: move-out. - Agreement {scene.Shrunk}: {scene.Gone.Esiid}
            This can no longer be accepted. - Invitation {scene.Cancelled}
            Open your agreements: https://localhost/company/agreements
            """.ReplaceLineEndings(" "), scene.ToCompany);
    }

    [Fact]
    public async Task In_Spanish()
    {
        var scene = await Ended(Language.Spanish, "Consejo de Waco");
        Assert.Equal(
            $"""
            Un ESIID ha salido de su cuenta =============================== Se registró una mudanza allí. Su último día allí es el 22 nov 2026. - {scene.Gone.Esiid}
            Este acuerdo ha terminado. Lo que la empresa recibió antes queda con ella. - Acuerdo {scene.Ended} con Consejo de Waco
            Este acuerdo continúa para lo demás que abarca: - Acuerdo {scene.Shrunk} con Consejo de Waco
            Esta invitación ya no se puede aceptar: - Invitación {scene.Cancelled} de Consejo de Waco
            Sus ESIID: https://localhost/customer/esiids
            Usted sigue viendo sus propios días. Si todavía vive allí, agregue el ESIID de nuevo con los datos de su última factura.
            """.ReplaceLineEndings(" "), scene.ToCustomer);
    }

    private async Task<Scene> Ended(Language language, string companyName)
    {
        var (gone, kept) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(language, gone, kept);
        var company = await host.Given.Company(companyName);
        var ended = await host.Given.Agreement(company, customer, [gone], form => form.Reference = "R-1");
        var shrunk = await host.Given.Agreement(company, customer, [gone, kept], host.OneTime());
        var bound = await host.Given.Invitation(company, customer.Email, [gone]);
        await host.Use<KeepInvitation, bool>(k => k.ExecuteAsync(bound.PublicId, customer.OwnerId, default));
        await host.SendMail();
        var before = host.Mail.All.Count;
        await host.Given.MoveOut(gone, Today);
        await host.SendMail();
        var mails = host.Mail.All.Skip(before).ToList();
        var toCustomer = Assert.Single(mails, m => m.To.Mailboxes.Single().Address == customer.Email);
        var toCompany = Assert.Single(mails, m => m.To.Mailboxes.Single().Address != customer.Email);
        return new Scene(gone, ended.Number, shrunk.Number, bound.Number, RecordedMail.WordsOf(toCustomer), RecordedMail.WordsOf(toCompany));
    }

    private sealed record Scene(Premise Gone, long Ended, long Shrunk, long Cancelled, string ToCustomer, string ToCompany);
}
