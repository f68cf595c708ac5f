using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;

namespace SmtPortal.Web.Data.Configurations;

public sealed class OutgoingEmailConfiguration : IEntityTypeConfiguration<OutgoingEmail>
{
    public void Configure(EntityTypeBuilder<OutgoingEmail> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.To).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(m => m.Kind).HasMaxLength(OutgoingEmail.KindMaxLength);
        builder.Property(m => m.Subject).HasMaxLength(OutgoingEmail.SubjectMaxLength);
        builder.Property(m => m.TargetKind).HasMaxLength(OutgoingEmail.TargetKindMaxLength);
        builder.Property(m => m.LastError).HasMaxLength(OutgoingEmail.ErrorMaxLength);
        builder.Property(m => m.MessageId).HasMaxLength(OutgoingEmail.MessageIdMaxLength);
        // The sweep; the operator's list, whole and by status; the mails about one thing.
        builder.HasIndex(m => new { m.Status, m.NextAttemptAt });
        builder.HasIndex(m => new { m.CreatedAt, m.Id });
        builder.HasIndex(m => new { m.Status, m.CreatedAt, m.Id });
        builder.HasIndex(m => new { m.TargetKind, m.TargetId });
        builder.HasIndex(m => new { m.ThirdPartyId, m.Status });
    }
}

public sealed class MailLinkConfiguration : IEntityTypeConfiguration<MailLink>
{
    public void Configure(EntityTypeBuilder<MailLink> builder)
    {
        builder.HasKey(l => l.TokenHash);
        builder.Property(l => l.TokenHash).HasMaxLength(LinkToken.HashLength).ValueGeneratedNever();
        builder.Property(l => l.TargetKind).HasMaxLength(OutgoingEmail.TargetKindMaxLength);
        builder.HasIndex(l => new { l.TargetKind, l.TargetId });
        builder.HasOne<OutgoingEmail>().WithMany().HasForeignKey(l => l.EmailId).OnDelete(DeleteBehavior.Cascade);
    }
}
