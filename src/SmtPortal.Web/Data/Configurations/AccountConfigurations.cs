using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Data.Configurations;

public sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(Customer.NameMaxLength);
        builder.Property(c => c.AuthorizationCode).HasConversion(code => code!.Value, text => AuthorizationCode.TryParse(text)!)
            .HasMaxLength(AuthorizationCode.Length).IsUnicode(false);
        builder.Property(c => c.ProvenEsiid).HasMaxLength(Esiid.MaxLength);
        builder.HasIndex(c => c.AuthorizationCode).IsUnique();
        builder.HasIndex(c => c.SummaryAt);
    }
}

public sealed class ThirdPartyConfiguration : IEntityTypeConfiguration<ThirdParty>
{
    public void Configure(EntityTypeBuilder<ThirdParty> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(ThirdParty.NameMaxLength);
        builder.Property(c => c.NormalizedName).HasMaxLength(ThirdParty.NameMaxLength);
        builder.Property(c => c.HeldName).HasMaxLength(ThirdParty.NameMaxLength);
        builder.Property(c => c.Duns).HasMaxLength(Duns.MaxLength);
        builder.Property(c => c.HeldDuns).HasMaxLength(Duns.MaxLength);
        builder.Property(c => c.ContactName).HasMaxLength(ThirdParty.NameMaxLength);
        builder.Property(c => c.ContactPhone).HasMaxLength(ThirdParty.PhoneMaxLength);
        builder.Property(c => c.NotificationEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(c => c.ProposedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(c => c.Website).HasMaxLength(WebAddress.MaxLength);
        builder.Property(c => c.PrivacyPolicyUrl).HasMaxLength(WebAddress.MaxLength);
        builder.Property(c => c.SealName).HasMaxLength(ThirdParty.NameMaxLength);
        builder.Property(c => c.RulesVersion).HasMaxLength(ThirdParty.RulesVersionMaxLength);
        builder.Property(c => c.StatusNote).HasMaxLength(ThirdParty.NoteMaxLength);
        builder.HasIndex(c => c.HeldName).IsUnique();
        builder.HasIndex(c => c.HeldDuns).IsUnique();
        builder.HasIndex(c => c.ProposalId).IsUnique();
        // The operators' list, whole and by status, and its look for a number.
        builder.HasIndex(c => new { c.CreatedAt, c.Id });
        builder.HasIndex(c => new { c.Status, c.CreatedAt, c.Id });
        builder.HasIndex(c => c.Duns);
    }
}

public sealed class CompanyRegistrationConfiguration : IEntityTypeConfiguration<CompanyRegistration>
{
    public void Configure(EntityTypeBuilder<CompanyRegistration> builder)
    {
        builder.ComplexProperty(r => r.Company, company =>
        {
            company.Property(c => c.Name).HasMaxLength(ThirdParty.NameMaxLength);
            company.Property(c => c.Duns).HasMaxLength(Duns.MaxLength);
            company.Property(c => c.ContactName).HasMaxLength(ThirdParty.NameMaxLength);
            company.Property(c => c.ContactPhone).HasMaxLength(ThirdParty.PhoneMaxLength);
            company.Property(c => c.NotificationEmail).HasMaxLength(EmailAddress.MaxLength);
            company.Property(c => c.Website).HasMaxLength(WebAddress.MaxLength);
            company.Property(c => c.PrivacyPolicyUrl).HasMaxLength(WebAddress.MaxLength);
            company.Property(c => c.SealName).HasMaxLength(ThirdParty.NameMaxLength);
            company.Property(c => c.RulesVersion).HasMaxLength(ThirdParty.RulesVersionMaxLength);
        });
        builder.Property(r => r.PersonName).HasMaxLength(Customer.NameMaxLength);
        builder.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(r => r.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(r => r.PasswordHash).HasMaxLength(CompanyRegistration.PasswordHashMaxLength);
        builder.HasIndex(r => new { r.NormalizedEmail, r.CreatedAt });
        builder.HasIndex(r => r.CreatedAt);
    }
}

public sealed class OccupancyConfiguration : IEntityTypeConfiguration<Occupancy>
{
    public void Configure(EntityTypeBuilder<Occupancy> builder)
    {
        builder.Property(o => o.Esiid).HasMaxLength(Esiid.MaxLength);
        builder.Property(o => o.CurrentEsiid).HasMaxLength(Esiid.MaxLength);
        builder.HasIndex(o => o.CurrentEsiid).IsUnique();
        builder.HasIndex(o => new { o.CustomerId, o.Esiid });
        builder.HasIndex(o => o.Esiid);
        builder.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class OccupancyClaimConfiguration : IEntityTypeConfiguration<OccupancyClaim>
{
    public void Configure(EntityTypeBuilder<OccupancyClaim> builder)
    {
        builder.Property(c => c.Esiid).HasMaxLength(Esiid.MaxLength);
        builder.Property(c => c.OpenEsiid).HasMaxLength(Esiid.MaxLength);
        builder.Property(c => c.Objection).HasMaxLength(OccupancyClaim.ObjectionMaxLength);
        builder.Property(c => c.Note).HasMaxLength(OccupancyClaim.NoteMaxLength);
        builder.HasIndex(c => c.OpenEsiid).IsUnique();
        builder.HasIndex(c => new { c.CustomerId, c.MadeAt });
        builder.HasIndex(c => new { c.HolderId, c.MadeAt });
        builder.HasIndex(c => c.HolderOccupancyId);
        builder.HasIndex(c => new { c.Status, c.EndsAt });
        // The operators' list.
        builder.HasIndex(c => new { c.MadeAt, c.Id });
        builder.HasOne<Occupancy>().WithMany().HasForeignKey(c => c.HolderOccupancyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.HolderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.Property(u => u.CustomerRole).HasDefaultValue(CustomerRole.Manage);
        builder.Property(u => u.TellFirstAccess).HasDefaultValue(true).HasSentinel(true);
        builder.Property(u => u.DisplayName).HasMaxLength(Customer.NameMaxLength);
        builder.HasIndex(u => u.CustomerId);
        builder.HasIndex(u => u.ThirdPartyId);
        builder.HasOne<Customer>().WithMany().HasForeignKey(u => u.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(u => u.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class PremiseConfiguration : IEntityTypeConfiguration<Premise>
{
    public void Configure(EntityTypeBuilder<Premise> builder)
    {
        builder.HasKey(p => p.Esiid);
        builder.Property(p => p.Esiid).HasMaxLength(Esiid.MaxLength);
        builder.Property(p => p.Tdsp).HasMaxLength(Premise.TdspMaxLength);
        builder.Property(p => p.Address).HasMaxLength(Premise.AddressMaxLength);
        builder.Property(p => p.City).HasMaxLength(Premise.AddressMaxLength);
        builder.Property(p => p.ZipCode).HasMaxLength(10);
        builder.Property(p => p.PremiseType).HasMaxLength(60);
        builder.Property(p => p.MeterNumber).HasMaxLength(Premise.MeterNumberMaxLength);
        builder.Property(p => p.RepCertificate).HasMaxLength(Rep.CertificateMaxLength);
        builder.Property(p => p.PreviousRepCertificate).HasMaxLength(Rep.CertificateMaxLength);
    }
}

public sealed class MoveEventConfiguration : IEntityTypeConfiguration<MoveEvent>
{
    public void Configure(EntityTypeBuilder<MoveEvent> builder)
    {
        builder.Property(m => m.Esiid).HasMaxLength(Esiid.MaxLength);
        // The same event twice, as a file that is sent again holds it, is one.
        builder.HasIndex(m => new { m.Esiid, m.Kind, m.Day }).IsUnique();
        builder.HasIndex(m => new { m.Status, m.ActsAt });
    }
}

public sealed class RepConfiguration : IEntityTypeConfiguration<Rep>
{
    public void Configure(EntityTypeBuilder<Rep> builder)
    {
        builder.HasKey(r => r.Certificate);
        builder.Property(r => r.Certificate).HasMaxLength(Rep.CertificateMaxLength);
        builder.Property(r => r.Name).HasMaxLength(Rep.NameMaxLength);
    }
}

public sealed class PurgeMarkConfiguration : IEntityTypeConfiguration<PurgeMark>
{
    public void Configure(EntityTypeBuilder<PurgeMark> builder)
    {
        builder.HasKey(m => m.Name);
        builder.Property(m => m.Name).HasMaxLength(PurgeMark.KeyMaxLength);
        builder.Property(m => m.After).HasMaxLength(PurgeMark.KeyMaxLength);
    }
}

public sealed class JobLeaseConfiguration : IEntityTypeConfiguration<JobLease>
{
    public void Configure(EntityTypeBuilder<JobLease> builder)
    {
        builder.HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(JobLease.NameMaxLength);
    }
}
