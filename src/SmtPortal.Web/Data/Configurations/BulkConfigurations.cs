using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Bulk;

namespace SmtPortal.Web.Data.Configurations;

public sealed class BulkTaskConfiguration : IEntityTypeConfiguration<BulkTask>
{
    public void Configure(EntityTypeBuilder<BulkTask> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.ThirdPartyId, t.CreatedAt, t.Id });
        builder.HasIndex(t => t.Status);
        builder.HasIndex(t => t.CreatedAt);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(t => t.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Rows).WithOne().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class BulkRowConfiguration : IEntityTypeConfiguration<BulkRow>
{
    public void Configure(EntityTypeBuilder<BulkRow> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Customer).HasMaxLength(BulkRow.CustomerMaxLength);
        builder.Property(r => r.Content).HasMaxLength(BulkRow.ContentMaxLength);
        builder.Property(r => r.Problem).HasMaxLength(BulkRow.ProblemMaxLength);
        builder.HasIndex(r => new { r.TaskId, r.Line }).IsUnique();
        builder.HasIndex(r => r.NextAttemptAt);
    }
}
