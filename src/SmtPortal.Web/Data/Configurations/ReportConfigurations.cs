using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Activity;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;

namespace SmtPortal.Web.Data.Configurations;

public sealed class ReportConfiguration : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.HasKey(r => r.Number);
        builder.Ignore(r => r.Wish);
        builder.HasIndex(r => r.PublicId).IsUnique();
        builder.HasIndex(r => new { r.ThirdPartyId, r.Number });
        builder.HasIndex(r => r.Status);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(r => r.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Files).WithOne().HasForeignKey(f => f.ReportNumber).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(r => r.Refusals).WithOne().HasForeignKey<ReportRefusals>(r => r.ReportNumber).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class ReportFileConfiguration : IEntityTypeConfiguration<ReportFile>
{
    public void Configure(EntityTypeBuilder<ReportFile> builder)
    {
        builder.Property(f => f.Esiid).HasMaxLength(Esiid.MaxLength);
        builder.Property(f => f.Sha256).HasMaxLength(ReportFile.Sha256Length);
        builder.HasIndex(f => new { f.ReportNumber, f.Esiid }).IsUnique();
        builder.HasIndex(f => new { f.ReportNumber, f.Status });
        builder.HasIndex(f => f.NextAttemptAt);
        builder.HasIndex(f => new { f.AgreementNumber, f.Status });
        builder.HasIndex(f => new { f.RemovedAt, f.DeliveredAt });
        builder.HasOne<Agreement>().WithMany().HasForeignKey(f => f.AgreementNumber).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class ReportRefusalsConfiguration : IEntityTypeConfiguration<ReportRefusals>
{
    public void Configure(EntityTypeBuilder<ReportRefusals> builder)
    {
        builder.HasKey(r => r.ReportNumber);
        builder.Property(r => r.ReportNumber).ValueGeneratedNever();
        builder.ToTable("ReportRefusalLists");
    }
}

public sealed class DeliveryFolderConfiguration : IEntityTypeConfiguration<DeliveryFolder>
{
    public void Configure(EntityTypeBuilder<DeliveryFolder> builder)
    {
        builder.HasKey(f => f.ThirdPartyId);
        builder.Property(f => f.UserName).HasMaxLength(DeliveryFolder.UserNameMaxLength);
        builder.Property(f => f.PasswordHash).HasMaxLength(DeliveryFolder.PasswordHashMaxLength);
        builder.HasIndex(f => f.UserName).IsUnique();
        builder.HasOne<ThirdParty>().WithOne().HasForeignKey<DeliveryFolder>(f => f.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class AccessRecordConfiguration : IEntityTypeConfiguration<AccessRecord>
{
    public void Configure(EntityTypeBuilder<AccessRecord> builder)
    {
        builder.Property(r => r.Esiid).HasMaxLength(Esiid.MaxLength);
        builder.HasIndex(r => new { r.OccupancyId, r.At });
        builder.HasIndex(r => new { r.AgreementNumber, r.At });
        builder.HasIndex(r => r.At);
    }
}

public sealed class FirstAccessConfiguration : IEntityTypeConfiguration<FirstAccess>
{
    public void Configure(EntityTypeBuilder<FirstAccess> builder)
    {
        builder.HasKey(a => a.AgreementNumber);
        builder.Property(a => a.AgreementNumber).ValueGeneratedNever();
        builder.HasOne<Agreement>().WithMany().HasForeignKey(a => a.AgreementNumber).OnDelete(DeleteBehavior.Restrict);
    }
}
