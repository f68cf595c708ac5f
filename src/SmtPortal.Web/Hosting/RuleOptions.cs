using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Reports;

namespace SmtPortal.Web.Hosting;

/// <summary>The numbers of the rules that an operator may set. Settings section <c>Rules</c>.</summary>
public sealed class RuleOptions
{
    public const string Section = "Rules";

    /// <summary>How long an invitation is open, in days of 24 hours (INV-5).</summary>
    public int InvitationDays { get; set; } = 30;

    /// <summary>Most ESIIDs of one invitation (INV-2); at most <see cref="Invitation.MaxEsiids"/>.</summary>
    public int EsiidsPerInvitation { get; set; } = Invitation.MaxEsiids;

    /// <summary>Most ESIIDs of one report (RPT-1); at most <see cref="Report.MaxEsiids"/>.</summary>
    public int EsiidsPerReport { get; set; } = Report.MaxEsiids;

    /// <summary>Invitations a company may send in 24 hours (INV-10).</summary>
    public int InvitationsPerDay { get; set; } = 1000;

    /// <summary>Tasks about many invitations or agreements at once, each of up to 1,000, that a company may begin in 24 hours (AGR-7).</summary>
    public int BulkTasksPerDay { get; set; } = 100;

    /// <summary>Account authorization codes that do not fit, which one company may enter in an hour (INV-3).</summary>
    public int CodeFailuresPerHour { get; set; } = 20;

    /// <summary>How long a company waits after a rejection before it asks the same address for the same ESIID, in days of 24 hours (INV-10).</summary>
    public int RejectionWaitDays { get; set; } = 30;

    /// <summary>How long a request to extend an agreement lives, in days of 24 hours (AGR-2).</summary>
    public int ExtensionDays { get; set; } = 30;

    /// <summary>How long a one-time agreement waits for its files to be made, in days of 24 hours (AGR-4).</summary>
    public int OneTimeDays { get; set; } = 30;

    /// <summary>How long before a continuous agreement ends both sides are reminded, in days of 24 hours (AGR-4).</summary>
    public int ReminderDays { get; set; } = 14;

    /// <summary>Both, as the domain takes them.</summary>
    public AgreementTimes AgreementTimes => new(TimeSpan.FromDays(OneTimeDays), TimeSpan.FromDays(ReminderDays));

    /// <summary>From how many ratings on a company's average is shown (AGR-9); null: 3, in the demo 1.</summary>
    public int? RatingsShownFrom { get; set; }

    /// <summary>Whether stars and comments are shown a week's together, so that none tells whose it is (AGR-9); null: they do, but in the demo.</summary>
    public bool? RatingsHeld { get; set; }

    /// <summary>How long a replaced REP still counts as proof, in days (ACC-1).</summary>
    public int ReplacedRepDays { get; set; } = 45;

    /// <summary>Proofs that one account or address may try in an hour (ACC-1).</summary>
    public int ProofsPerHour { get; set; } = 10;

    /// <summary>Registrations of customers with one e-mail address in a day, so that nobody's mailbox is filled (ACC-1).</summary>
    public int RegistrationsPerAddress { get; set; } = 3;

    /// <summary>How long an account waits for its address to be confirmed before it is removed, in days of 24 hours (ACC-2).</summary>
    public int UnconfirmedAccountDays { get; set; } = 7;

    /// <summary>How long the holder of an ESIID may object to a claim on it, in days of 24 hours (ACC-7).</summary>
    public int ClaimDays { get; set; } = 7;

    /// <summary>How long an account waits before it claims again what it took back or was refused, in days of 24 hours (ACC-7).</summary>
    public int ClaimAgainDays { get; set; } = 30;

    /// <summary>Claims that one account may make in a day: each is a mail to somebody else (ACC-7).</summary>
    public int ClaimsPerDay { get; set; } = 10;

    /// <summary>Registrations of companies that one network address may send in an hour (ACC-4).</summary>
    public int CompanyRegistrationsPerHour { get; set; } = 10;

    /// <summary>Registrations of companies with one e-mail address in a day, so that nobody's mailbox is filled (ACC-4).</summary>
    public int CompanyRegistrationsPerAddress { get; set; } = 3;

    /// <summary>Colleagues that one company may invite in a day (ACC-5).</summary>
    public int ColleagueInvitationsPerDay { get; set; } = 50;

    /// <summary>How long the link of an invited colleague works, in days of 24 hours (ACC-5).</summary>
    public int ColleagueInvitationDays { get; set; } = 7;

    /// <summary>Fewest characters of a password (ACC-2); no fewer than 8.</summary>
    public int PasswordMinLength { get; set; } = 12;

    /// <summary>Wrong passwords that one network address may bring in an hour (ACC-2).</summary>
    public int WrongSignInsPerHour { get; set; } = 300;

    /// <summary>How far back a customer sees what companies saw, in months (USE-8); what is kept longer is for operators.</summary>
    public int ActivityShownMonths { get; set; } = 3;

    /// <summary>Whether operators and administrators of companies must use a second factor (ACC-2); null: they must, but in the demo.</summary>
    public bool? SecondFactorRequired { get; set; }
}
