using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Occupancies;

namespace SmtPortal.Web.Tests.Support;

/// <summary>Invitations and agreements, made by the portal's own use cases.</summary>
public static class GivenAgreements
{
    /// <summary>The example of the ZigBee specification, whose CRC is B5C3.</summary>
    public const string InstallationCode = "83FED3407A939723A5C639B26916D505C3B5";

    /// <summary>An open invitation to an address.</summary>
    public static async Task<Invitation> Invitation(
        this Given given, TestUser company, string email, IReadOnlyCollection<Premise> premises, Action<InvitationForm>? change = null)
    {
        var host = given.Host;
        var form = new InvitationForm
        {
            Email = email,
            Esiids = string.Join('\n', premises.Select(p => p.Esiid)),
            Access = EnergyAccess.Continuous,
            Months = 12,
            Purpose = Purpose.EnergyAdvice,
        }.By(company.OwnerId);
        change?.Invoke(form);
        var result = await host.Use<CreateInvitation, CreateInvitationResult>(create => create.ExecuteAsync(form, company.Id, default));
        Assert.Equal(CreateInvitationOutcome.Created, result.Outcome);
        return await host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.PublicId == result.PublicId));
    }

    /// <summary>An agreement of a customer with a company, accepted just now.</summary>
    public static async Task<Agreement> Agreement(
        this Given given, TestUser company, TestUser customer, IReadOnlyCollection<Premise> premises, Action<InvitationForm>? change = null)
    {
        var invitation = await given.Invitation(company, customer.Email, premises, change);
        var result = await given.Host.Use<AcceptInvitation, AcceptResult>(accept => accept.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default));
        Assert.Equal(AcceptOutcome.Accepted, result.Outcome);
        return await given.Host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.Number == result.AgreementNumber));
    }

    /// <summary>Asks to add a device instead; which one is new for each call.</summary>
    public static Action<InvitationForm> Device(this Given given, string? mac = null) => form =>
    {
        (form.Kind, form.Access, form.Months) = (AgreementKind.InHomeDevice, null, null);
        form.Mac = mac ?? given.Mac();
        (form.InstallationCode, form.DeviceType, form.DeviceDescription) = (InstallationCode, HanDeviceType.ProgrammableThermostat, "Hallway");
    };

    /// <summary>Asks to send messages to a device instead.</summary>
    public static Action<InvitationForm> Services(this Given given, string mac) => form =>
        (form.Kind, form.Access, form.Months, form.Mac) = (AgreementKind.InHomeDeviceServices, null, null, mac);

    /// <summary>An address that no other device of the tests has.</summary>
    public static string Mac(this Given given) => $"000D6F{Given.Next():0000000000}";

    /// <summary>A company's open request to extend by a month.</summary>
    public static async Task<ExtensionRequest> Extension(this Given given, TestUser company, Agreement agreement)
    {
        var result = await given.Host.Use<AskExtension, AskExtensionResult>(ask => ask.ExecuteAsync(agreement.Number, company.OwnerId, company.Id, agreement.LastDay!.Value.AddMonths(1), default));
        Assert.Equal(AskExtensionOutcome.Asked, result.Outcome);
        return await given.Host.Db(db => db.ExtensionRequests.AsNoTracking().SingleAsync(r => r.OpenAgreement == agreement.Number));
    }

    /// <summary>Where mails to a company go.</summary>
    public static Task<string> OfficeOf(this PortalHost host, TestUser company) =>
        host.Db(db => db.ThirdParties.Where(c => c.Id == company.OwnerId).Select(c => c.NotificationEmail!).SingleAsync());

    /// <summary>A move-out, as an operator or a file of a TDSP tells it.</summary>
    public static Task<RecordMoveOutcome> MoveOut(this Given given, Premise premise, DateOnly day) =>
        given.Host.Use<RecordMove, RecordMoveOutcome>(record => record.ExecuteAsync(MoveKind.MoveOut, premise.Esiid, day, null, default));

    /// <summary>Asks for a one-time file of 15-minute use of the last thirty days.</summary>
    public static Action<InvitationForm> OneTime(this PortalHost host) => form =>
    {
        var today = Domain.Shared.CentralTime.DayOf(host.Now);
        (form.Access, form.Months, form.UsageKind, form.From, form.To) = (EnergyAccess.OneTime, null, UsageKind.FifteenMinute, today.AddDays(-30), today.AddDays(-1));
    };
}
