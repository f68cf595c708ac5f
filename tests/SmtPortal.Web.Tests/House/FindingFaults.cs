using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>The checks of the schema find what they are there to find.</summary>
[Trait("Once", "true")]
public sealed class KeepingASchemaWithAFault
{
    [Fact]
    public void A_column_without_a_migration_is_found()
    {
        using var kept = new SqlitePortalDbContext(Options().Options);
        Assert.False(kept.Database.HasPendingModelChanges());
        using var changed = new SqlitePortalDbContext(Options().ReplaceService<IModelCustomizer, OneColumnMore>().Options);
        Assert.True(changed.Database.HasPendingModelChanges());
    }

    [Fact]
    public void What_is_not_T_SQL_is_named_with_its_line()
    {
        Assert.Empty(SqlServerScript.SyntaxFaults("CREATE TABLE [A] ([Id] int NOT NULL);"));
        Assert.StartsWith("line 2: ", Assert.Single(SqlServerScript.SyntaxFaults("CREATE TABLE [A] ([Id] int NOT NULL);\nCREATE TABEL [B] ([Id] int NOT NULL);")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_to_a_table_that_is_not_there_is_named()
    {
        const string Lacking = "CREATE TABLE [A] ([Id] int NOT NULL CONSTRAINT [PK_A] PRIMARY KEY, [B] int NOT NULL CONSTRAINT [FK_A_B] REFERENCES [B] ([Id]));";
        using var faulty = new SqlServerScript(Lacking);
        Assert.Contains(faulty.Faults(), fault => fault.Contains("FK_A_B", StringComparison.Ordinal));
        using var whole = new SqlServerScript(Lacking + "\nCREATE TABLE [B] ([Id] int NOT NULL CONSTRAINT [PK_B] PRIMARY KEY);");
        Assert.Empty(whole.Faults());
        Assert.Equal(2, whole.Tables);
    }

    [Fact]
    public void A_table_that_two_cascades_reach_is_named_and_one_that_one_reaches_is_not()
    {
        Assert.Equal(["deleting from Top reaches Bottom twice, the second time by FK_Bottom_Right_RightId"], Twice(DeleteBehavior.Cascade));
        Assert.Empty(Twice(DeleteBehavior.Restrict));

        static IReadOnlyList<string> Twice(DeleteBehavior right)
        {
            using var db = new Diamond(right);
            return Cascades.Twice(db.GetService<IDesignTimeModel>().Model.GetRelationalModel());
        }
    }

    private static DbContextOptionsBuilder<SqlitePortalDbContext> Options() => new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").UseIdentitySchema();

    private sealed class OneColumnMore(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.Entity<Rep>().Property<int>("Added");
        }
    }

    /// <summary>Left and right of a top, and a bottom of both.</summary>
    private sealed class Diamond(DeleteBehavior right) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseSqlServer("Server=nowhere").EnableServiceProviderCaching(false);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            foreach (var name in new[] { "Top", "Left", "Right", "Bottom" })
                modelBuilder.Entity(name, entity => entity.ToTable(name).Property<int>("Id"));
            Below("Left", "Top", DeleteBehavior.Cascade);
            Below("Right", "Top", DeleteBehavior.Cascade);
            Below("Bottom", "Left", DeleteBehavior.Cascade);
            Below("Bottom", "Right", right);

            void Below(string lower, string upper, DeleteBehavior behaviour) => modelBuilder.Entity(lower).HasOne(upper).WithMany().HasForeignKey(upper + "Id").IsRequired().OnDelete(behaviour);
        }
    }
}

/// <summary>So do the checks of parts and endpoints.</summary>
public sealed class OpeningWithAFault(OpeningWithAFault.FaultyHost host) : IClassFixture<OpeningWithAFault.FaultyHost>
{
    [Fact]
    public async Task A_service_or_a_job_that_nobody_registered_is_named()
    {
        await using var scope = host.Services.CreateAsyncScope();
        Assert.StartsWith("Asking.Ask service: ", Assert.Single(Parts.Missing(scope.ServiceProvider, Parts.AskedByActions(host.Services))), StringComparison.Ordinal);
        await using var empty = new ServiceCollection().BuildServiceProvider();
        Assert.StartsWith("ReadInbox: ", Assert.Single(Parts.Missing(empty, [(nameof(ReadInbox), typeof(ReadInbox))])), StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_that_is_open_to_guests_and_not_listed_is_named() =>
        Assert.Equal(["GET /test/failing"], OpeningEndpoints.Unlisted(host));

    public sealed class FaultyHost(TestDatabase databases) : PortalHost(databases)
    {
        protected override void ConfigureServices(IServiceCollection services) => TestControllers.Add(services);
    }
}
