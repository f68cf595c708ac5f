using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Agreements;

/// <summary>
/// AGR-3, AGR-4, AGR-5, AGR-10: an agreement, continuous or one-time, and its requests to extend, in whatever order the events of all
/// sides come and however the clock jumps, do what a small model of them does: the same is refused, and the same comes out.
/// </summary>
public sealed class LivingThroughAnything
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly AgreementTimes Times = new(TimeSpan.FromDays(30), TimeSpan.FromDays(14));
    private static readonly string[] Esiids = ["10443720090000001", "10443720090000002"];

    [Property(MaxTest = 5000)]
    public Property A_continuous_one_does_what_the_model_does(byte[] events) => Prop.ToProperty(new Life(EnergyTerms.Continuous(1)).Agrees(events));

    [Property(MaxTest = 5000)]
    public Property A_one_time_one_does_what_the_model_does(byte[] events) =>
        Prop.ToProperty(new Life(EnergyTerms.OneTime(UsageKind.Daily, new(2026, 10, 1), new(2026, 10, 31), new(2026, 11, 23))).Agrees(events));

    private sealed class Life(EnergyTerms terms)
    {
        private readonly bool once = terms.Access == EnergyAccess.OneTime;
        private readonly Agreement agreement = Accepted(terms);
        private ExtensionRequest? request;
        private DateTimeOffset now = Start;

        // The model: what is in force, until when, what is asked, and how it ended.
        private AgreementStatus status = AgreementStatus.Active;
        private DateOnly lastDay = terms.Access == EnergyAccess.OneTime ? new(2026, 12, 23) : new(2026, 12, 22);
        private DateTimeOffset? remindAt = terms.Access == EnergyAccess.OneTime ? null : CentralTime.EndOf(new(2026, 12, 22)).AddDays(-14);
        private DateTimeOffset? endedAt;
        private EndReason? ended;
        private TerminationNote? note;
        private HashSet<string> left = [];
        private HashSet<string> used = [];
        private ExtensionStatus? asked;
        private DateTimeOffset askedUntil;
        private DateOnly askedDay;
        private bool reminded;

        public bool Agrees(byte[] events) => events.Chunk(2).Where(pair => pair.Length == 2).All(pair => Step(pair[0], pair[1]));

        private bool Step(byte what, byte how)
        {
            now += TimeSpan.FromHours(how % 8 * 36);
            var (mayHappen, act, after) = Event(what % 15, how / 8);
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

        private DateTimeOffset End => once ? Start.AddDays(30) : CentralTime.EndOf(lastDay);

        private bool Active => status == AgreementStatus.Active && now < End;

        private bool Open => asked == ExtensionStatus.Open && now < askedUntil;

        private (bool MayHappen, Action Act, Action After) Event(int what, int choice) => what switch
        {
            0 => (Offers(choice) is not null, () => agreement.Extend(Offers(choice) ?? lastDay, Times, now), () => Extended(Offers(choice)!.Value)),
            1 => (asked != ExtensionStatus.Open && Offers(choice) is not null, () => Ask(choice), () => (asked, askedDay, askedUntil, reminded) = (ExtensionStatus.Open, request!.LastDay, Earlier(now.AddDays(30), End), false)),
            2 => (Open && Active && askedDay > lastDay, () => Asked().Approve(agreement, Times, now), () => Approved()),
            3 => (Open, () => Asked().Decline(now), () => asked = ExtensionStatus.Declined),
            4 => (Open, () => Asked().Withdraw(now), () => asked = ExtensionStatus.Withdrawn),
            5 => (Open, () => Asked().Cancel(now), () => asked = ExtensionStatus.Cancelled),
            6 => (asked == ExtensionStatus.Open && now >= askedUntil, () => Asked().Expire(now), () => asked = ExtensionStatus.Expired),
            7 => (Active, () => agreement.Terminate(By(choice), now, Note(choice)), () => Terminated(By(choice), Note(choice))),
            8 => (status == AgreementStatus.Active && !Active, () => agreement.Expire(now), () => Over(AgreementStatus.Expired, End)),
            9 or 10 => (Active && !left.Contains(Esiids[what - 9]), () => Lose(Esiids[what - 9]), () => Lost(Esiids[what - 9])),
            11 or 12 => (once && Active && !left.Contains(Esiids[what - 11]) && !used.Contains(Esiids[what - 11]), () => UseUp(Esiids[what - 11]), () => Used(Esiids[what - 11])),
            13 => (true, agreement.NoteReminded, () => remindAt = null),
            _ => (Open && !reminded, () => Asked().Remind(now), () => reminded = true),
        };

        /// <summary>The day that the model offers: its last day and some months, within a year of today.</summary>
        private DateOnly? Offers(int choice) =>
            !once && Active && lastDay.AddMonths((choice % 12) + 1) is var day && day <= CentralTime.DayOf(now).AddMonths(12) ? day : null;

        private static EndReason By(int choice) => choice % 2 == 0 ? EndReason.ByCustomer : EndReason.ByThirdParty;

        private static TerminationNote? Note(int choice) =>
            choice % 3 == 0 ? null : new TerminationNote(choice % 3 == 1 ? TerminationReason.Other : TerminationReason.Moving, "In words.");

        private void Ask(int choice)
        {
            if (asked == ExtensionStatus.Open)
                throw new DomainException("The database lets only one be open.");
            request = ExtensionRequest.Ask(agreement, Offers(choice) ?? lastDay, Guid.NewGuid(), TimeSpan.FromDays(30), now);
        }

        private ExtensionRequest Asked() => request ?? throw new DomainException("None was asked.");

        private void Extended(DateOnly day) => (lastDay, remindAt) = (day, CentralTime.EndOf(day).AddDays(-14));

        private void Approved()
        {
            asked = ExtensionStatus.Approved;
            Extended(askedDay);
        }

        private void Lose(string esiid)
        {
            MustBeIn(esiid);
            agreement.LoseEsiid(esiid, EndReason.MoveOut, now);
        }

        private void UseUp(string esiid)
        {
            MustBeIn(esiid);
            agreement.UseUp(esiid, now);
        }

        private void MustBeIn(string esiid)
        {
            if (left.Contains(esiid))
                throw new DomainException("It left before.");
        }

        private void Lost(string esiid)
        {
            left.Add(esiid);
            if (left.Count == Esiids.Length)
                Terminated(EndReason.MoveOut, null);
            else
                CompletedWhenUsedUp();
        }

        private void Used(string esiid)
        {
            used.Add(esiid);
            CompletedWhenUsedUp();
        }

        private void CompletedWhenUsedUp()
        {
            if (once && Esiids.All(e => left.Contains(e) || used.Contains(e)))
                Over(AgreementStatus.Completed, now);
        }

        private void Terminated(EndReason by, TerminationNote? why)
        {
            (ended, note) = (by, why);
            Over(AgreementStatus.Terminated, now);
        }

        private void Over(AgreementStatus how, DateTimeOffset at) => (status, endedAt, remindAt) = (how, at, null);

        private bool Same() =>
            agreement.Status == status && agreement.LastDay == lastDay && agreement.EndsAt == End
            && agreement.IsActiveAt(now) == Active
            && agreement.StatusAt(now) == (status == AgreementStatus.Active && !Active ? AgreementStatus.Expired : status)
            && agreement.EndedAt == endedAt && agreement.RemindAt == remindAt && agreement.EndReason == ended
            && agreement.TerminationReason == note?.Reason && agreement.TerminationText == note?.Text
            && agreement.Esiids.All(e => e.IsIn != left.Contains(e.Esiid) && e.UsedUpAt is null != used.Contains(e.Esiid))
            && agreement.ExtensionDaysAt(now).SequenceEqual(Enumerable.Range(0, 12).Select(Offers).OfType<DateOnly>())
            && request?.Status == asked
            && (request is null || (request.IsOpenAt(now) == Open && request.EndsAt == askedUntil && request.RemindedAt is null != reminded && request.OpenAgreement is null == (asked != ExtensionStatus.Open)));

        private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

        private static Agreement Accepted(EnergyTerms terms)
        {
            var invitation = Invitation.Issue(
                new InvitationAuthor(Guid.NewGuid(), Guid.NewGuid()), InvitationReceiver.ByAddress("name@example.com"), Esiids, ConsentTerms.Of(terms),
                new InvitationWords(Purpose.Research, null, null, Language.English), TimeSpan.FromDays(30), Start);
            invitation.Accept(Guid.NewGuid(), Start);
            return Agreement.Of(invitation, invitation.CustomerId!.Value, Esiids.ToDictionary(e => e, _ => Guid.NewGuid()), Times, Start);
        }
    }
}
