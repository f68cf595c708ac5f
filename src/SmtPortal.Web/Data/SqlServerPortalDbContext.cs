using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data;

public sealed class SqlServerPortalDbContext(DbContextOptions<SqlServerPortalDbContext> options) : PortalDbContext(options)
{
    public sealed class DesignTime : IDesignTimeDbContextFactory<SqlServerPortalDbContext>
    {
        public SqlServerPortalDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerPortalDbContext>().UseSqlServer("Server=localhost").UseIdentitySchema().Options);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        CompareByBytes(builder, "Latin1_General_100_BIN2");
        // Version 7 ids are random in SQL Server's own order of uniqueidentifier, hashes are in any: a clustered key on one
        // would split pages all day. A passkey's id has up to 1,023 bytes; a clustered key takes 900, another 1,700.
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            if (entity.FindPrimaryKey() is { Properties: [{ ClrType: var type }] } key && (type == typeof(Guid) || type == typeof(byte[])))
                key.SetIsClustered(false);
        }
    }
}
