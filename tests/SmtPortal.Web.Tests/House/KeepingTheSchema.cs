using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Data;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

[Trait("Once", "true")]
public sealed class KeepingTheSchema
{
    private const int ClusteredKeyMaxBytes = 900;
    private const int IndexKeyMaxBytes = 1700;

    /// <summary>Text without a limit: what the framework writes, or what is bounded elsewhere, as said.</summary>
    private static readonly Dictionary<string, string> Unbounded = new()
    {
        ["DataProtectionKey.FriendlyName"] = "the framework's",
        ["DataProtectionKey.Xml"] = "the framework's: a key",
        ["OutgoingEmail.Body"] = "written by the portal's own mails from bounded parts",
        ["ReportRefusals.Packed"] = "bounded by Report.MaxEsiids texts of ReportRefusal.TextMaxLength characters",
        ["PortalUser.ConcurrencyStamp"] = "the framework's: a GUID",
        ["PortalUser.PasswordHash"] = "the framework's: a hash",
        ["PortalUser.SecurityStamp"] = "the framework's: 32 characters",
        ["IdentityUserClaim.ClaimType"] = "the framework's; no claim is stored",
        ["IdentityUserClaim.ClaimValue"] = "the framework's; no claim is stored",
        ["IdentityUserLogin.ProviderDisplayName"] = "the framework's; no outside sign-in exists",
        ["IdentityUserToken.Value"] = "the framework's: authenticator key, recovery codes",
        ["IdentityPasskeyData.Name"] = "part of one JSON column, bounded by the form",
        ["IdentityPasskeyData.Transports"] = "part of one JSON column, given by the browser",
    };

    public static TheoryData<string> Databases => ["Sqlite", "PostgreSql", "SqlServer"];

    [Theory]
    [MemberData(nameof(Databases))]
    public void No_migration_is_missing(string database)
    {
        using var db = Open(database);
        Assert.False(db.Database.HasPendingModelChanges(), $"The {database} migrations lag behind the model: run src/add-migration.");
    }

    [Fact]
    public void All_databases_have_the_same_migrations()
    {
        var names = Databases.Select(database =>
        {
            using var db = Open((string)database.Data);
            return string.Join(", ", db.Database.GetMigrations().Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..]));
        }).ToList();
        Assert.Single(names.Distinct());
    }

    /// <summary>A published portal has its models as code (<c>src/publish</c>), which cannot express all that a model built at start can.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public void Each_model_can_be_written_as_code(string database)
    {
        using var db = Open(database);
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
        var provider = Assembly.Load(db.Database.ProviderName!);
        var designer = provider.GetType(provider.GetCustomAttribute<DesignTimeProviderServicesAttribute>()!.TypeName, throwOnError: true)!;
        ((IDesignTimeServices)Activator.CreateInstance(designer)!).ConfigureDesignTimeServices(services);
        using var tools = services.BuildServiceProvider();
        var folder = Directory.CreateTempSubdirectory("smtportal-model-");
        try
        {
            var options = new CompiledModelCodeGenerationOptions { ContextType = db.GetType(), ModelNamespace = "CompiledModels", Language = "C#", UseNullableReferenceTypes = true };
            var files = tools.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(db.GetService<IDesignTimeModel>().Model, folder.FullName, options);
            Assert.True(files.Count > db.Model.GetEntityTypes().Count(), $"Only {files.Count} files were written.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Where SQLite cannot change a table, the tool copies it, with foreign keys switched off outside of any transaction: a
    /// process killed meanwhile leaves a half of the migration behind, and does not start again.
    /// </summary>
    [Fact]
    public void Each_migration_of_SQLite_is_one_transaction()
    {
        using var db = Open("Sqlite");
        var script = db.GetService<IMigrator>().GenerateScript();
        Assert.DoesNotContain("PRAGMA", script, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(db.Database.GetMigrations().Count(), script.Split("BEGIN TRANSACTION").Length - 1);
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_script_for_SQL_Server_is_T_SQL(MigrationsSqlGenerationOptions options)
    {
        using var db = Open("SqlServer");
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        Assert.Contains("CREATE TABLE", script, StringComparison.Ordinal);
        Faults.None(SqlServerScript.SyntaxFaults(script));
    }

    [Fact]
    public void Every_table_and_key_of_SQL_Server_refers_to_what_exists()
    {
        using var db = Open("SqlServer");
        using var model = new SqlServerScript(db.Database.GenerateCreateScript());
        Faults.None(model.Faults());
        Assert.Equal(RelationalModelOf(db).Tables.Count(), model.Tables);
    }

    [Fact]
    public void No_table_is_reached_by_two_cascades()
    {
        using var db = Open("SqlServer");
        Faults.None(Cascades.Twice(RelationalModelOf(db)));
    }

    [Fact]
    public void Every_index_key_fits_SQL_Server()
    {
        using var db = Open("SqlServer");
        var faults = new List<string>();
        foreach (var table in RelationalModelOf(db).Tables)
        {
            foreach (var index in table.Indexes)
                Check($"{table.Name}.{index.Name}", index.Columns, IndexKeyMaxBytes);
            foreach (var constraint in table.UniqueConstraints)
            {
                var clustered = constraint == table.PrimaryKey && constraint.FindAnnotation("SqlServer:Clustered")?.Value is not false;
                Check($"{table.Name}.{constraint.Name}", constraint.Columns, clustered ? ClusteredKeyMaxBytes : IndexKeyMaxBytes);
            }
        }

        Faults.None(faults);

        void Check(string name, IEnumerable<IColumn> columns, int limit)
        {
            var bytes = columns.Select(column => (column.Name, column.StoreType, Bytes: BytesOf(column.StoreType))).ToList();
            if (bytes.FirstOrDefault(column => column.Bytes is null) is { Name: { } unbounded })
                faults.Add($"{name}: column {unbounded} has no bound");
            else if (bytes.Sum(column => column.Bytes) > limit)
                faults.Add($"{name}: {bytes.Sum(column => column.Bytes)} bytes of at most {limit}: {string.Join(", ", bytes)}");
        }
    }

    [Fact]
    public void Every_text_has_a_longest_length_or_a_reason()
    {
        using var db = Open("SqlServer");
        var without = db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(complex => complex.ComplexType.GetProperties())))
            .Where(property => (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string) && property.GetMaxLength() is null)
            .Select(property => $"{property.DeclaringType.ShortName()}.{property.Name}").Distinct();
        Faults.None(without.Except(Unbounded.Keys), "Set HasMaxLength, or list it with the reason.");
    }

    [Fact]
    public void No_reason_is_given_for_what_is_gone()
    {
        using var db = Open("SqlServer");
        var all = db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(complex => complex.ComplexType.GetProperties())))
            .Select(property => $"{property.DeclaringType.ShortName()}.{property.Name}");
        Faults.None(Unbounded.Keys.Except(all));
    }

    private static PortalDbContext Open(string database) => database switch
    {
        "Sqlite" => new SqlitePortalDbContext.DesignTime().CreateDbContext([]),
        "PostgreSql" => new PostgreSqlPortalDbContext.DesignTime().CreateDbContext([]),
        _ => new SqlServerPortalDbContext.DesignTime().CreateDbContext([]),
    };

    private static IRelationalModel RelationalModelOf(PortalDbContext db) => db.GetService<IDesignTimeModel>().Model.GetRelationalModel();

    /// <summary>Bytes that a column takes in a key of SQL Server at most; null when it has no bound.</summary>
    private static int? BytesOf(string storeType)
    {
        var open = storeType.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? storeType : storeType[..open];
        var argument = open < 0 ? "" : storeType[(open + 1)..].TrimEnd(')').Split(',')[0];
        return name switch
        {
            "nvarchar" or "nchar" => int.TryParse(argument, out var characters) ? 2 * characters : null,
            "varchar" or "char" or "varbinary" or "binary" => int.TryParse(argument, out var bytes) ? bytes : null,
            "uniqueidentifier" => 16,
            "datetimeoffset" => 10,
            "datetime2" or "bigint" or "float" => 8,
            "int" or "real" => 4,
            "date" => 3,
            "time" => 5,
            "smallint" => 2,
            "bit" or "tinyint" => 1,
            "decimal" => 17,
            _ => null,
        };
    }
}
