using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Registry;

namespace SmtPortal.Web.Data.Configurations;

public sealed class HanDeviceConfiguration : IEntityTypeConfiguration<HanDevice>
{
    public void Configure(EntityTypeBuilder<HanDevice> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Esiid).HasMaxLength(Esiid.MaxLength);
        builder.Property(d => d.Description).HasMaxLength(DeviceTerms.DescriptionMaxLength);
        builder.Property(d => d.EncryptedCode).HasMaxLength(InstallationCode.EncryptedMaxLength);
        builder.HasIndex(d => new { d.OccupancyId, d.Mac }).IsUnique();
        builder.HasIndex(d => d.PresentMac).IsUnique();
        builder.HasIndex(d => d.CustomerId);
        builder.HasOne<Occupancy>().WithMany().HasForeignKey(d => d.OccupancyId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class HanRequestConfiguration : IEntityTypeConfiguration<HanRequest>
{
    public void Configure(EntityTypeBuilder<HanRequest> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.OpenDevice).IsUnique();
        builder.HasIndex(r => new { r.DeviceId, r.CreatedAt });
        builder.HasIndex(r => new { r.Status, r.CreatedAt });
        builder.HasOne<HanDevice>().WithMany().HasForeignKey(r => r.DeviceId).OnDelete(DeleteBehavior.Restrict);
    }
}
