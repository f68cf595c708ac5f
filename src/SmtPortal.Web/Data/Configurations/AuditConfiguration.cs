using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Web.Features.Audit;

namespace SmtPortal.Web.Data.Configurations;

public sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(e => e.Number);
        builder.Property(e => e.Actor).HasMaxLength(Customer.NameMaxLength);
        builder.Property(e => e.Subject).HasMaxLength(AuditEntry.SubjectMaxLength);
        builder.Property(e => e.NormalizedSubject).HasMaxLength(AuditEntry.SubjectMaxLength);
        builder.Property(e => e.Path).HasMaxLength(AuditEntry.PathMaxLength);
        builder.Property(e => e.Note).HasMaxLength(AuditEntry.NoteMaxLength);
        builder.HasIndex(e => new { e.Act, e.Number });
        builder.HasIndex(e => new { e.Path, e.Number });
        builder.HasIndex(e => e.At);
    }
}
