using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Data.Usage;

namespace SmtPortal.Web.Data.Configurations;

public sealed class UsageDayRowConfiguration : IEntityTypeConfiguration<UsageDayRow>
{
    public void Configure(EntityTypeBuilder<UsageDayRow> builder)
    {
        builder.ToTable(UsageBulk.Days);
        builder.HasKey(d => new { d.Esiid, d.Direction, d.Day });
        builder.HasIndex(d => d.BatchNumber);
        StoredDayColumns.Configure(builder);
    }
}

public sealed class UsageDayRevisionConfiguration : IEntityTypeConfiguration<UsageDayRevision>
{
    public void Configure(EntityTypeBuilder<UsageDayRevision> builder)
    {
        builder.ToTable(UsageBulk.Revisions);
        builder.HasKey(d => new { d.Esiid, d.Direction, d.Day, d.Revision });
        StoredDayColumns.Configure(builder);
    }
}

public sealed class IngestCounterConfiguration : IEntityTypeConfiguration<IngestCounter>
{
    public void Configure(EntityTypeBuilder<IngestCounter> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasData(new IngestCounter { Id = IngestCounter.TheOne });
    }
}

file static class StoredDayColumns
{
    private static readonly Expression<Func<UsageDirection, string>> ToLetter = direction => UsageBulk.Letter(direction);
    private static readonly Expression<Func<string, UsageDirection>> FromLetter = letter => UsageBulk.Direction(letter);

    public static void Configure<TDay>(EntityTypeBuilder<TDay> builder)
        where TDay : StoredDay
    {
        builder.Property(d => d.Esiid).HasMaxLength(Esiid.MaxLength).IsUnicode(false);
        // One letter, for it stands in every key of by far the largest table.
        builder.Property(d => d.Direction).HasConversion(ToLetter, FromLetter).HasMaxLength(1).IsFixedLength().IsUnicode(false);
        builder.Property(d => d.Packed).HasMaxLength(PackedDay.MaxLength);
    }
}
