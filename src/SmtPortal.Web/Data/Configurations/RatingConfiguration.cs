using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;

namespace SmtPortal.Web.Data.Configurations;

public sealed class RatingConfiguration : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Comment).HasMaxLength(Rating.CommentMaxLength);
        // Of two at once the database lets one rate.
        builder.HasIndex(r => new { r.CustomerId, r.ThirdPartyId }).IsUnique();
        // Count and average are read from this index alone.
        builder.HasIndex(r => new { r.ThirdPartyId, r.Status, r.Stars });
        // The company's comments; the operators' list, whole and of a company.
        builder.HasIndex(r => new { r.ThirdPartyId, r.Id });
        builder.HasIndex(r => new { r.GivenAt, r.Id });
        builder.HasIndex(r => new { r.ThirdPartyId, r.GivenAt, r.Id });
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(r => r.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}
