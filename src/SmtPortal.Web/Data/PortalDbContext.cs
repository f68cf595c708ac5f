using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Activity;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Bulk;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Audit;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.EmailAddresses;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Features.SignIn;
using SmtPortal.Web.Features.Webhooks;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Data;

/// <summary>All of the portal's tables. Features and tests see only this type; one subclass for each database carries what differs.</summary>
public abstract class PortalDbContext(DbContextOptions options)
    : IdentityUserContext<PortalUser, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(options),
        IDataProtectionKeyContext
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<ThirdParty> ThirdParties => Set<ThirdParty>();

    public DbSet<CompanyRegistration> CompanyRegistrations => Set<CompanyRegistration>();

    public DbSet<ColleagueInvitation> ColleagueInvitations => Set<ColleagueInvitation>();

    public DbSet<CompanyMailChoice> CompanyMailChoices => Set<CompanyMailChoice>();

    public DbSet<DigestLine> DigestLines => Set<DigestLine>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Occupancy> Occupancies => Set<Occupancy>();

    public DbSet<OccupancyClaim> OccupancyClaims => Set<OccupancyClaim>();

    public DbSet<Premise> Premises => Set<Premise>();

    public DbSet<MoveEvent> MoveEvents => Set<MoveEvent>();

    public DbSet<Rep> Reps => Set<Rep>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<CompanyBlock> CompanyBlocks => Set<CompanyBlock>();

    public DbSet<Agreement> Agreements => Set<Agreement>();

    public DbSet<ExtensionRequest> ExtensionRequests => Set<ExtensionRequest>();

    public DbSet<HanDevice> HanDevices => Set<HanDevice>();

    public DbSet<HanRequest> HanRequests => Set<HanRequest>();
    public DbSet<Rating> Ratings => Set<Rating>();

    public DbSet<BulkTask> BulkTasks => Set<BulkTask>();

    public DbSet<BulkRow> BulkRows => Set<BulkRow>();

    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    public DbSet<LedgerPersonalData> LedgerPersonalData => Set<LedgerPersonalData>();

    public DbSet<WebhookEvent> WebhookEvents => Set<WebhookEvent>();

    public DbSet<OutgoingEmail> OutgoingEmails => Set<OutgoingEmail>();

    public DbSet<AddressChange> AddressChanges => Set<AddressChange>();

    public DbSet<MailLink> MailLinks => Set<MailLink>();
    public DbSet<UsageDayRow> UsageDays => Set<UsageDayRow>();

    public DbSet<UsageDayRevision> UsageDayRevisions => Set<UsageDayRevision>();

    public DbSet<IngestCounter> IngestCounters => Set<IngestCounter>();

    public DbSet<InboxFile> InboxFiles => Set<InboxFile>();

    public DbSet<InboxFileError> InboxFileErrors => Set<InboxFileError>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<PasswordReset> PasswordResets => Set<PasswordReset>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<SignInRecord> SignInRecords => Set<SignInRecord>();

    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();

    public DbSet<Authenticator> Authenticators => Set<Authenticator>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();

    public DbSet<ReportRefusals> ReportRefusals => Set<ReportRefusals>();

    public DbSet<DeliveryFolder> DeliveryFolders => Set<DeliveryFolder>();

    public DbSet<AccessRecord> AccessRecords => Set<AccessRecord>();

    public DbSet<FirstAccess> FirstAccesses => Set<FirstAccess>();

    public DbSet<JobLease> JobLeases => Set<JobLease>();

    public DbSet<PurgeMark> PurgeMarks => Set<PurgeMark>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        SetVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        SetVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<MacAddress>().HaveConversion<MacAddressConverter>().HaveMaxLength(MacAddress.Length).AreUnicode(false);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IVersioned))))
        {
            entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            if (entity.FindProperty("Status") is { } status)
                status.IsConcurrencyToken = true;
        }
    }

    /// <summary>Makes the columns that are searched by their beginnings compare as .NET's ordinal comparison does, so that an index finds them.</summary>
    protected static void CompareByBytes(ModelBuilder builder, string collation)
    {
        builder.Entity<Agreement>().Property(a => a.NormalizedReference).UseCollation(collation);
        builder.Entity<Invitation>().Property(i => i.NormalizedReference).UseCollation(collation);
    }

    private void SetVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
                entry.Entity.Version = Guid.NewGuid();
        }

        // Identity's own name for a version: of two that change a sign-in at once, one looks again, whoever they are.
        foreach (var entry in ChangeTracker.Entries<PortalUser>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.ConcurrencyStamp = Guid.NewGuid().ToString();
        }
    }
}
