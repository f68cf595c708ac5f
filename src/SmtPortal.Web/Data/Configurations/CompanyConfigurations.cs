using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;

namespace SmtPortal.Web.Data.Configurations;

public sealed class CompanyMailChoiceConfiguration : IEntityTypeConfiguration<CompanyMailChoice>
{
    public void Configure(EntityTypeBuilder<CompanyMailChoice> builder)
    {
        builder.HasKey(c => new { c.ThirdPartyId, c.Event });
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(c => c.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class DigestLineConfiguration : IEntityTypeConfiguration<DigestLine>
{
    public void Configure(EntityTypeBuilder<DigestLine> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Text).HasMaxLength(OutgoingEmail.SubjectMaxLength);
        builder.Property(l => l.Path).HasMaxLength(DigestLine.PathMaxLength);
        builder.HasIndex(l => new { l.ThirdPartyId, l.At });
        builder.HasIndex(l => l.At);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(l => l.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class ColleagueInvitationConfiguration : IEntityTypeConfiguration<ColleagueInvitation>
{
    public void Configure(EntityTypeBuilder<ColleagueInvitation> builder)
    {
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(i => i.OpenKey).HasMaxLength(ColleagueInvitation.OpenKeyMaxLength);
        builder.HasIndex(i => i.OpenKey).IsUnique();
        builder.HasIndex(i => new { i.ThirdPartyId, i.Status, i.CreatedAt });
        builder.HasIndex(i => new { i.CustomerId, i.Status, i.CreatedAt });
        builder.HasIndex(i => i.CreatedAt);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(i => i.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}
