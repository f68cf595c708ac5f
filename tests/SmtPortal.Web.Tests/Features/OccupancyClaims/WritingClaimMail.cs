using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.OccupancyClaims;

/// <summary>ACC-7: the mails about a claim, whole, in both languages.</summary>
public sealed class WritingClaimMail(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, Language, string, string> Mails => new()
    {
        {
            "claim-made", Language.English, "Somebody else claims an ESIID of yours",
            """
            Somebody else claims an ESIID of yours
            ======================================

            Somebody has proved, with details from a bill, that they live at this ESIID,
            which your account holds. If you still live there, object: then nothing
            changes until an operator has decided. If you do nothing, it leaves your
            account, and every agreement for it ends.

            ESIID: 10443720090000001
            Object until: Nov 30, 2026, 12:00 PM CT

            Object:
            https://portal.test/l/TOKEN/object

            Look at the claim:
            https://portal.test/customer/claims/CLAIM

            These links are yours alone: do not pass this mail on. Opening one changes
            nothing by itself; you are always asked once more.

            """
        },
        {
            "claim-made", Language.Spanish, "Otra persona reclama un ESIID suyo",
            """
            Otra persona reclama un ESIID suyo
            ==================================

            Alguien ha demostrado, con datos de una factura, que vive en este ESIID, que
            está en su cuenta. Si usted todavía vive allí, opóngase: entonces nada
            cambia hasta que un operador haya decidido. Si no hace nada, saldrá de su
            cuenta, y todos los acuerdos sobre él terminarán.

            ESIID: 10443720090000001
            Oponerse hasta: 30 nov 2026, 12:00 CT

            Oponerse:
            https://portal.test/l/TOKEN/object

            Ver la reclamación:
            https://portal.test/customer/claims/CLAIM

            Estos enlaces son solo suyos: no reenvíe este correo. Abrir uno no cambia
            nada por sí solo; siempre se le pregunta una vez más.

            """
        },
        {
            "claim-objected-holder", Language.English, "Your objection is with the operators",
            """
            Your objection is with the operators
            ====================================

            You have objected to a claim on this ESIID. An operator of the portal looks
            at it and decides; until then it stays yours. You get a mail.

            ESIID: 10443720090000001

            Look at the claim:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-objected-holder", Language.Spanish, "Su oposición está con los operadores",
            """
            Su oposición está con los operadores
            ====================================

            Usted se ha opuesto a una reclamación de este ESIID. Un operador del portal
            lo revisa y decide; hasta entonces sigue siendo suyo. Recibirá un correo.

            ESIID: 10443720090000001

            Ver la reclamación:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-objected", Language.English, "The holder objects to your claim",
            """
            The holder objects to your claim
            ================================

            You have claimed this ESIID, and the account that holds it has objected. An
            operator of the portal looks at it and decides. You get a mail.

            ESIID: 10443720090000001

            Look at the claim:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-objected", Language.Spanish, "El titular se opone a su reclamación",
            """
            El titular se opone a su reclamación
            ====================================

            Usted ha reclamado este ESIID, y la cuenta que lo tiene se ha opuesto. Un
            operador del portal lo revisa y decide. Recibirá un correo.

            ESIID: 10443720090000001

            Ver la reclamación:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-passed", Language.English, "The ESIID that you claimed is in your account",
            """
            The ESIID that you claimed is in your account
            =============================================

            You see its data from your first day there, and you can answer invitations
            for it. What the former holder agreed to has ended.

            ESIID: 10443720090000001

            Your ESIIDs:
            https://portal.test/customer/esiids

            """
        },
        {
            "claim-passed", Language.Spanish, "El ESIID que usted reclamó está en su cuenta",
            """
            El ESIID que usted reclamó está en su cuenta
            ============================================

            Usted ve sus datos desde su primer día allí y puede responder invitaciones
            para él. Lo que aceptó el titular anterior ha terminado.

            ESIID: 10443720090000001

            Sus ESIID:
            https://portal.test/customer/esiids

            """
        },
        {
            "claim-passed by an operator", Language.English, "The ESIID that you claimed is in your account",
            """
            The ESIID that you claimed is in your account
            =============================================

            An operator of the portal decided for you. You see its data from your first
            day there, and you can answer invitations for it. What the former holder
            agreed to has ended.

            > The lease shows it.

            ESIID: 10443720090000001

            Your ESIIDs:
            https://portal.test/customer/esiids

            """
        },
        {
            "claim-passed by an operator", Language.Spanish, "El ESIID que usted reclamó está en su cuenta",
            """
            El ESIID que usted reclamó está en su cuenta
            ============================================

            Un operador del portal decidió a su favor. Usted ve sus datos desde su
            primer día allí y puede responder invitaciones para él. Lo que aceptó el
            titular anterior ha terminado.

            > The lease shows it.

            ESIID: 10443720090000001

            Sus ESIID:
            https://portal.test/customer/esiids

            """
        },
        {
            "claim-refused-holder", Language.English, "The claimed ESIID stays yours",
            """
            The claimed ESIID stays yours
            =============================

            An operator of the portal decided for you. Nothing has changed.

            > The lease shows it.

            ESIID: 10443720090000001

            Look at the claim:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-refused-holder", Language.Spanish, "El ESIID reclamado sigue siendo suyo",
            """
            El ESIID reclamado sigue siendo suyo
            ====================================

            Un operador del portal decidió a su favor. Nada ha cambiado.

            > The lease shows it.

            ESIID: 10443720090000001

            Ver la reclamación:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-refused", Language.English, "Your claim was refused",
            """
            Your claim was refused
            ======================

            An operator of the portal decided for the account that holds this ESIID. It
            stays where it is.

            > The lease shows it.

            ESIID: 10443720090000001

            Look at the claim:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-refused", Language.Spanish, "Su reclamación fue rechazada",
            """
            Su reclamación fue rechazada
            ============================

            Un operador del portal decidió a favor de la cuenta que tiene este ESIID. Se
            queda donde está.

            > The lease shows it.

            ESIID: 10443720090000001

            Ver la reclamación:
            https://portal.test/customer/claims/CLAIM

            """
        },
        {
            "claim-withdrawn", Language.English, "The claim on your ESIID was taken back",
            """
            The claim on your ESIID was taken back
            ======================================

            The ESIID stays in your account. You need not do anything.

            ESIID: 10443720090000001

            Your ESIIDs:
            https://portal.test/customer/esiids

            """
        },
        {
            "claim-withdrawn", Language.Spanish, "La reclamación de su ESIID fue retirada",
            """
            La reclamación de su ESIID fue retirada
            =======================================

            El ESIID se queda en su cuenta. No tiene que hacer nada.

            ESIID: 10443720090000001

            Sus ESIID:
            https://portal.test/customer/esiids

            """
        },
        {
            "claim-lapsed", Language.English, "Your claim came to nothing",
            """
            Your claim came to nothing
            ==========================

            After you claimed this ESIID, your wires company told us that somebody moved
            in there. If that was you, add the ESIID with the details from your latest
            bill: it is free now.

            ESIID: 10443720090000001

            Add an ESIID:
            https://portal.test/customer/esiids/add

            """
        },
        {
            "claim-lapsed", Language.Spanish, "Su reclamación quedó sin efecto",
            """
            Su reclamación quedó sin efecto
            ===============================

            Después de que usted reclamó este ESIID, la empresa de distribución nos
            avisó de que alguien se mudó allí. Si fue usted, agregue el ESIID con los
            datos de su última factura: ahora está libre.

            ESIID: 10443720090000001

            Agregar un ESIID:
            https://portal.test/customer/esiids/add

            """
        },
    };

    [Theory]
    [MemberData(nameof(Mails))]
    public void It_reads(string name, Language language, string subject, string text)
    {
        var (claim, mail) = All().Where(m => m.Name == name).Select(m => (m.Claim, m.Mail)).Single();
        var (written, body) = host.Services.GetRequiredService<Outbox>().Write(mail, language);
        Assert.Equal(subject, written);
        Assert.Equal(text.ReplaceLineEndings("\n").Replace("CLAIM", claim.Id.ToString(), StringComparison.Ordinal), body.ToText(new EmailLinks("https://portal.test", "TOKEN")));
    }

    [Fact]
    public void Each_is_tested_in_both_languages()
    {
        Assert.Equal(
            All().SelectMany(mail => Enum.GetValues<Language>().Select(language => (mail.Name, language))).Order(),
            Mails.Select(row => (row.Data.Item1, row.Data.Item2)).Order());
        Assert.Equal(
            typeof(ClaimMadeEmail).Assembly.GetTypes().Where(t => t.Namespace == typeof(ClaimMadeEmail).Namespace && t.IsSubclassOf(typeof(PortalEmail))).Select(t => t.Name).Order(),
            All().Select(m => m.Mail.GetType().Name).Distinct().Order());
    }

    private static IReadOnlyList<(string Name, OccupancyClaim Claim, PortalEmail Mail)> All()
    {
        var held = Occupancy.Begin(Guid.NewGuid(), "10443720090000001", new DateOnly(2024, 11, 23), Noon);
        var open = OccupancyClaim.Make(held, Guid.NewGuid(), TimeSpan.FromDays(7), Noon);
        var decided = OccupancyClaim.Make(held, Guid.NewGuid(), TimeSpan.FromDays(7), Noon);
        decided.RaiseObjection(null, Noon);
        decided.Decide(forHolder: false, "The lease shows it.", Noon);
        return
        [
            Of(open, new ClaimMadeEmail(open)),
            Of(open, new ClaimObjectedEmail(open, toHolder: true)),
            Of(open, new ClaimObjectedEmail(open, toHolder: false)),
            Of(open, new ClaimPassedEmail(open)),
            ("claim-passed by an operator", decided, new ClaimPassedEmail(decided)),
            Of(decided, new ClaimRefusedEmail(decided, toHolder: true)),
            Of(decided, new ClaimRefusedEmail(decided, toHolder: false)),
            Of(open, new ClaimWithdrawnEmail(open)),
            Of(open, new ClaimLapsedEmail(open)),
        ];

        static (string, OccupancyClaim, PortalEmail) Of(OccupancyClaim claim, PortalEmail mail) => (mail.Kind, claim, mail);
    }
}
