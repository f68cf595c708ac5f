using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Web.Features.Registration;

namespace SmtPortal.Web.Data.Configurations;

public sealed class ProofAttemptConfiguration : IEntityTypeConfiguration<ProofAttempt>
{
    public void Configure(EntityTypeBuilder<ProofAttempt> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Key).HasMaxLength(SHA256.HashSizeInBytes).IsFixedLength();
        builder.HasIndex(a => new { a.Key, a.At });
        builder.HasIndex(a => a.At);
    }
}
