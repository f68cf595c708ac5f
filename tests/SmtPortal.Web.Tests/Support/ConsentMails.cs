using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// Every mail about invitations, agreements, extensions and occupancies (section 10), with the same data each time: one of each
/// class, and one more for every kind of agreement, way to end or number of things of which it says something else.
/// </summary>
public static class ConsentMails
{
    public const string Company = "Sunny Río Energy & Co.";

    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly MacAddress Mac = MacAddress.TryParse("00:0D:6F:00:0A:90:69:E3")!;
    private static readonly ConsentTerms Year = ConsentTerms.Of(EnergyTerms.Continuous(12));
    private static readonly ConsentTerms Month = ConsentTerms.Of(EnergyTerms.Continuous(1));
    private static readonly ConsentTerms Device = ConsentTerms.InHomeDevice(Mac, HanDeviceType.ProgrammableThermostat, "Hallway");
    private static readonly ConsentTerms Services = ConsentTerms.Services(Mac);
    private static readonly string[] One = ["10443720090000001"];
    private static readonly string[] Two = ["10443720090000001", "1008901023800000000117"];

    public static IReadOnlyDictionary<string, PortalEmail> All { get; } = Invitations().Concat(Agreements()).Concat(Extensions()).Concat(Occupancies())
        .ToDictionary(mail => $"{mail.Mail.Kind}, {mail.Of}", mail => mail.Mail);

    private static IEnumerable<(string Of, PortalEmail Mail)> Invitations()
    {
        var (plain, known) = (Third(), Third());
        known.Describe("https://sunny.example/", "https://sunny.example/privacy", "TRUSTe");
        yield return ("a year, all that can be told", new InvitationEmail(Invited(Year, Two, purposeText: "We compare your bill with 40 plans.", reference: "R-1"), known, rating: new CompanyRating([0, 0, 3, 4, 1205])));
        yield return ("a month, one rating", new InvitationEmail(Invited(Month, One), plain, rating: new CompanyRating([0, 0, 0, 1, 0])));
        foreach (var kind in Enum.GetValues<UsageKind>())
            yield return ($"once, {kind}", new InvitationEmail(Invited(Once(kind), One), plain));
        yield return ("a device", new InvitationEmail(Invited(Device, One), plain));
        yield return ("Services", new InvitationEmail(Invited(Services, One), plain));
        foreach (var (of, terms) in new[] { ("a year", Year), ("a device", Device), ("Services", Services) })
        {
            var reminded = Invited(terms, One);
            reminded.Remind(Noon.AddDays(20));
            yield return (of, new InvitationEmail(reminded, plain, reminder: true));
        }

        yield return ("to the customer", new RejectedEmailToCustomer(12, Company));
        yield return ("a year", new RejectedEmailToCompany(Invited(Year, Two, reference: "R-1")));
        yield return ("a device", new RejectedEmailToCompany(Invited(Device, One)));
        yield return ("a year", new ExpiredEmailToCompany(Invited(Year, One)));
        yield return ("opened signed in", new WithdrawnEmailToCustomer(12, Company));
    }

    private static IEnumerable<(string Of, PortalEmail Mail)> Agreements()
    {
        foreach (var (of, terms, esiids) in new[] { ("a year", Year, Two), ("once", Once(UsageKind.Daily), One), ("a device", Device, One), ("Services", Services, One) })
        {
            yield return (of, new AcceptedEmailToCustomer(Agreed(terms, esiids), Company));
            yield return (of, new AcceptedEmailToCompany(Agreed(terms, esiids)));
        }

        foreach (var (of, ended) in new[]
        {
            ("its time is over", Agreed(Month, Two, a => a.Expire(Noon.AddDays(60)))),
            ("everything was delivered", Agreed(Once(UsageKind.Daily), One, a => a.UseUp(One[0], Noon))),
            ("by the customer", Agreed(Year, Two, a => a.Terminate(EndReason.ByCustomer, Noon))),
            ("by the company", Agreed(Year, One, a => a.Terminate(EndReason.ByThirdParty, Noon))),
            ("Services, by the customer", Agreed(Services, One, a => a.Terminate(EndReason.ByCustomer, Noon))),
            ("a device, removed", Agreed(Device, One, a => a.Terminate(EndReason.DeviceRemoved, Noon))),
        })
        {
            yield return (of, new EndedEmailToCustomer(ended, Company));
            yield return (of, new EndedEmailToCompany(ended));
        }

        yield return ("a year", new EndingSoonEmailToCustomer(Agreed(Year, Two), Company));
        yield return ("a year", new EndingSoonEmailToCompany(Agreed(Year, Two)));
        yield return ("one", new YearlySummaryEmail([(Agreed(Year, One), Company)]));
        yield return ("one, a device", new YearlySummaryEmail([(Agreed(Device, One), Company)]));
        yield return ("two", new YearlySummaryEmail([(Agreed(Year, Two), Company), (Agreed(Once(UsageKind.Monthly), One, number: 8), "Bright Bills")]));
        yield return ("three, two of them for a device", new YearlySummaryEmail([(Agreed(Year, Two), Company), (Agreed(Device, One, number: 8), Company), (Agreed(Services, One, number: 9), "Cool Rooms LLC")]));
        yield return ("one", new StoppedSharingEmail([(7, Company)]));
        yield return ("more than it lists", new StoppedSharingEmail([.. Enumerable.Range(7, 103).Select(n => ((long)n, Company))]));
    }

    private static IEnumerable<(string Of, PortalEmail Mail)> Extensions()
    {
        var later = new DateOnly(2027, 2, 22);
        foreach (var (of, esiids) in new[] { ("one ESIID", One), ("two ESIIDs", Two) })
            yield return (of, new ExtensionAskedEmail(Asked(later), Agreed(Month, esiids), Company));
        yield return ("one ESIID", new ExtensionAskedEmail(Asked(later), Agreed(Month, One), Company, reminder: true));
        var extended = Agreed(Month, Two, a => a.Extend(later, new RuleOptions().AgreementTimes, Noon));
        yield return ("two ESIIDs", new ExtendedEmailToCustomer(extended, Company));
        yield return ("by the customer", new ExtendedEmailToCompany(extended));
        yield return ("asked", new ExtendedEmailToCompany(extended, approved: true));
        yield return ("with a reference", new ExtensionRefusedEmail(Asked(later, r => r.Decline(Noon)), "R-1"));
        yield return ("without a reference", new ExtensionRefusedEmail(Asked(later, r => r.Expire(r.EndsAt)), null));
    }

    private static IEnumerable<(string Of, PortalEmail Mail)> Occupancies()
    {
        var companyId = Guid.NewGuid();
        foreach (var (of, ended) in new[]
        {
            ("a move, nothing shared", Left(OccupancyEndCause.Move, One)),
            ("a move, one of each", With(Left(OccupancyEndCause.Move, One), companyId, ends: 1, shrinks: 1, devices: 1, cancels: 1)),
            ("a move, two of each", With(Left(OccupancyEndCause.Move, Two), companyId, ends: 2, shrinks: 2, devices: 2, cancels: 2)),
            ("a claim, in time", Left(OccupancyEndCause.Claim, One)),
            ("a claim, given up", Left(OccupancyEndCause.Claim, One, actor: Guid.NewGuid())),
            ("a claim, decided", Left(OccupancyEndCause.Claim, One, note: "The lease shows the new tenant.")),
            ("closed, nothing shared", Left(OccupancyEndCause.AccountClosed, [])),
            ("closed, one of each", With(Left(OccupancyEndCause.AccountClosed, One), companyId, ends: 1, devices: 1, cancels: 1)),
        })
        {
            yield return (of, new OccupancyEndedEmailToCustomer(ended, new Dictionary<Guid, string> { [companyId] = Company }));
        }

        yield return ("one has ended", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.Move, One), companyId, ends: 1), companyId));
        yield return ("two have ended", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.AccountClosed, One), companyId, ends: 2), companyId));
        yield return ("one has lost one", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.Move, One), companyId, shrinks: 1), companyId));
        yield return ("two have lost one each", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.Move, One), companyId, shrinks: 2), companyId));
        yield return ("one of each", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.Move, One), companyId, ends: 1, shrinks: 1, cancels: 1), companyId));
        yield return ("one invitation", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.Move, One), companyId, cancels: 1), companyId));
        yield return ("two invitations", new OccupancyEndedEmailToCompany(With(Left(OccupancyEndCause.Move, One), companyId, cancels: 2), companyId));
    }

    private static ThirdParty Third() => ThirdParty.Register(Company, "123456789", Noon);

    private static ConsentTerms Once(UsageKind kind) => ConsentTerms.Of(EnergyTerms.OneTime(kind, new(2026, 1, 1), new(2026, 10, 31), Today));

    private static Invitation Invited(ConsentTerms terms, string[] esiids, string? purposeText = null, string? reference = null, long number = 12, Guid? companyId = null)
    {
        var invitation = Invitation.Issue(
            new InvitationAuthor(companyId ?? Guid.NewGuid(), Guid.NewGuid()), InvitationReceiver.ByAddress("pat@example.com"), esiids, terms,
            new InvitationWords(Purpose.BillComparison, purposeText, reference, Language.English), TimeSpan.FromDays(30), Noon);
        typeof(Invitation).GetProperty(nameof(invitation.PublicId))!.SetValue(invitation, new Guid("0190a2b3-c4d5-4e6f-8a9b-0c1d2e3f4a5b"));
        return Numbered(invitation, number);
    }

    private static Agreement Agreed(ConsentTerms terms, string[] esiids, Action<Agreement>? then = null, long number = 7, Guid? companyId = null)
    {
        var invitation = Invited(terms, esiids, reference: "R-1", companyId: companyId);
        var agreement = Numbered(Agreement.Of(invitation, Guid.NewGuid(), esiids.ToDictionary(e => e, _ => Guid.NewGuid()), new RuleOptions().AgreementTimes, Noon), number);
        then?.Invoke(agreement);
        return agreement;
    }

    private static ExtensionRequest Asked(DateOnly lastDay, Action<ExtensionRequest>? then = null)
    {
        var request = ExtensionRequest.Ask(Agreed(Month, One), lastDay, Guid.NewGuid(), TimeSpan.FromDays(30), Noon);
        then?.Invoke(request);
        return request;
    }

    private static EndedOccupancies Left(OccupancyEndCause cause, string[] esiids, Guid? actor = null, string? note = null)
    {
        var holder = Guid.NewGuid();
        var occupancies = esiids.Select(esiid => Occupancy.Begin(holder, esiid, new DateOnly(2025, 1, 1), Noon)).ToList();
        OccupancyClaim? claim = null;
        if (cause == OccupancyEndCause.Claim)
        {
            claim = OccupancyClaim.Make(occupancies[0], Guid.NewGuid(), TimeSpan.FromDays(7), Noon);
            if (note is not null)
            {
                claim.RaiseObjection(null, Noon);
                claim.Decide(forHolder: false, note, Noon);
            }
        }

        foreach (var occupancy in occupancies)
            occupancy.End(Today);
        return new EndedOccupancies(holder, occupancies, cause, actor, Noon) { Claim = claim };
    }

    /// <summary>With so many agreements that end, agreements that shrink, devices and invitations.</summary>
    private static EndedOccupancies With(EndedOccupancies ended, Guid companyId, int ends = 0, int shrinks = 0, int devices = 0, int cancels = 0)
    {
        var lost = ended.Occupancies.Select(o => o.Esiid).ToArray();
        for (var i = 0; i < ends; i++)
            ended.Ended.Add(Agreed(Year, lost, a => a.Terminate(ended.EndReason, Noon), number: 7 + i, companyId: companyId));
        for (var i = 0; i < shrinks; i++)
            ended.Shrunk.Add((Agreed(Year, [.. lost, "10443720090000999"], number: 20 + i, companyId: companyId), lost));
        for (var i = 0; i < devices; i++)
        {
            var device = HanDevice.At(ended.Occupancies[0], Mac, Noon);
            device.Join(Device.Device!, "code", new HanAsker(null, null), Noon);
            ended.Devices.Add(device);
        }

        for (var i = 0; i < cancels; i++)
            ended.Cancelled.Add(Invited(Year, lost, reference: i == 0 ? "R-2" : null, number: 30 + i, companyId: companyId));
        return ended;
    }

    /// <summary>Gives it the number that the database would give.</summary>
    private static T Numbered<T>(T entity, long number)
    {
        typeof(T).GetProperty("Number")!.SetValue(entity, number);
        return entity;
    }
}
