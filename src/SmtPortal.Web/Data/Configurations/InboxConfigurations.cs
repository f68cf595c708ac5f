using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Web.Features.Inbox;

namespace SmtPortal.Web.Data.Configurations;

public sealed class InboxFileConfiguration : IEntityTypeConfiguration<InboxFile>
{
    public void Configure(EntityTypeBuilder<InboxFile> builder)
    {
        builder.HasKey(f => f.Number);
        builder.HasAlternateKey(f => f.Id);
        builder.Property(f => f.Name).HasMaxLength(InboxFile.NameMaxLength);
        builder.Property(f => f.Sha256).HasMaxLength(64).IsUnicode(false);
        builder.Property(f => f.Error).HasMaxLength(InboxFile.ErrorMaxLength);
        builder.HasIndex(f => f.Sha256);
        builder.HasIndex(f => f.FinishedAt);
        builder.HasIndex(f => new { f.Status, f.Number });
    }
}

public sealed class InboxFileErrorConfiguration : IEntityTypeConfiguration<InboxFileError>
{
    public void Configure(EntityTypeBuilder<InboxFileError> builder)
    {
        builder.Property(e => e.Column).HasMaxLength(InboxFileError.ColumnMaxLength);
        builder.Property(e => e.Reason).HasMaxLength(InboxFileError.ReasonMaxLength);
        builder.HasOne<InboxFile>().WithMany().HasForeignKey(e => e.FileId).HasPrincipalKey(f => f.Id).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => new { e.FileId, e.Line });
    }
}
