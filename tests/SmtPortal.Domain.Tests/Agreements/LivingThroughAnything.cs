using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Agreements;

/// <summary>
/// AGR-3, AGR-5, AGR-10: an agreement and its requests to extend, in whatever order their events come and however the clock
/// jumps, do what a small model of them does: the same is refused, and the same comes out.
/// </summary>
public sealed class LivingThroughAnything
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly string[] Esiids = ["10443720090000001", "10443720090000002"];

    [Property(MaxTest = 3000)]
    public Property It_does_what_the_model_does(byte[] events) => Prop.ToProperty(new Life().Agrees(events));

    private sealed class Life
    {
        private readonly Agreement agreement = Accepted();
        private ExtensionRequest? request;
        private DateTimeOffset now = Start;

        // The model: what is in force, until when, what is asked, and how it ended.
        private AgreementStatus status = AgreementStatus.Active;
        private DateOnly lastDay = new(2026, 12, 22);
        private HashSet<string> left = [];
        private ExtensionStatus? asked;
        private DateTimeOffset askedUntil;
        private DateOnly askedDay;

        public bool Agrees(byte[] events) => Array.TrueForAll(events, Step);

        private bool Step(byte e)
        {
            now += TimeSpan.FromDays(e >> 4);
            var (mayHappen, act, after) = Event(e % 11, (e >> 2) % 12);
            var happened = true;
            try
            {
                act();
            }
            catch (DomainException)
            {
                happened = false;
            }

            if (happened)
                after();
            return happened == mayHappen && Same();
        }

        private bool Active => status == AgreementStatus.Active && now < CentralTime.EndOf(lastDay);

        private bool Open => asked == ExtensionStatus.Open && now < askedUntil;

        private (bool MayHappen, Action Act, Action After) Event(int what, int choice) => what switch
        {
            0 => (Offers(choice) is not null, () => agreement.Extend(Offers(choice) ?? lastDay, now), () => lastDay = Offers(choice)!.Value),
            1 => (asked != ExtensionStatus.Open && Offers(choice) is not null, () => Ask(choice), () => (asked, askedDay, askedUntil) = (ExtensionStatus.Open, request!.LastDay, Earlier(now.AddDays(30), CentralTime.EndOf(lastDay)))),
            2 => (Open && Active && askedDay > lastDay, () => Asked().Approve(agreement, now), () => (asked, lastDay) = (ExtensionStatus.Approved, askedDay)),
            3 => (Open, () => Asked().Decline(now), () => asked = ExtensionStatus.Declined),
            4 => (Open, () => Asked().Withdraw(now), () => asked = ExtensionStatus.Withdrawn),
            5 => (Open, () => Asked().Cancel(now), () => asked = ExtensionStatus.Cancelled),
            6 => (asked == ExtensionStatus.Open && now >= askedUntil, () => Asked().Expire(now), () => asked = ExtensionStatus.Expired),
            7 => (Active, () => agreement.Terminate(EndReason.ByCustomer, now), () => status = AgreementStatus.Terminated),
            8 => (status == AgreementStatus.Active && !Active, () => agreement.Expire(now), () => status = AgreementStatus.Expired),
            9 => (Active && !left.Contains(Esiids[0]), () => Lose(Esiids[0]), () => Lost(Esiids[0])),
            _ => (Active && !left.Contains(Esiids[1]), () => Lose(Esiids[1]), () => Lost(Esiids[1])),
        };

        /// <summary>The day that the model offers: its last day and some months, within a year of today.</summary>
        private DateOnly? Offers(int choice) =>
            Active && lastDay.AddMonths(choice + 1) is var day && day <= CentralTime.DayOf(now).AddMonths(12) ? day : null;

        private void Ask(int choice)
        {
            if (asked == ExtensionStatus.Open)
                throw new DomainException("The database lets only one be open.");
            request = ExtensionRequest.Ask(agreement, Offers(choice) ?? lastDay, Guid.NewGuid(), TimeSpan.FromDays(30), now);
        }

        private ExtensionRequest Asked() => request ?? throw new DomainException("None was asked.");

        private void Lose(string esiid)
        {
            if (left.Contains(esiid))
                throw new DomainException("It left before.");
            agreement.LoseEsiid(esiid, EndReason.MoveOut, now);
        }

        private void Lost(string esiid)
        {
            left.Add(esiid);
            if (left.Count == Esiids.Length)
                status = AgreementStatus.Terminated;
        }

        private bool Same() =>
            agreement.Status == status && agreement.LastDay == lastDay && agreement.EndsAt == CentralTime.EndOf(lastDay)
            && agreement.IsActiveAt(now) == Active
            && agreement.EndedAt is null == (status == AgreementStatus.Active)
            && agreement.RemindAt is null == (status != AgreementStatus.Active)
            && agreement.Esiids.All(e => e.IsIn != left.Contains(e.Esiid))
            && agreement.ExtensionDaysAt(now).All(day => day > lastDay && day <= CentralTime.DayOf(now).AddMonths(12))
            && request?.Status == asked
            && (request is null || (request.IsOpenAt(now) == Open && request.OpenAgreement is null == (asked != ExtensionStatus.Open)));

        private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

        private static Agreement Accepted()
        {
            var invitation = Invitation.Issue(
                new InvitationAuthor(Guid.NewGuid(), Guid.NewGuid()), InvitationReceiver.ByAddress("name@example.com"), Esiids, ConsentTerms.Of(EnergyTerms.Continuous(1)),
                new InvitationWords(Purpose.Research, null, null, Language.English), TimeSpan.FromDays(30), Start);
            invitation.Accept(Guid.NewGuid(), Start);
            return Agreement.Of(invitation, invitation.CustomerId!.Value, Esiids.ToDictionary(e => e, _ => Guid.NewGuid()), Start);
        }
    }
}
