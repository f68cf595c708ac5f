using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data;

public sealed class PostgreSqlPortalDbContext(DbContextOptions<PostgreSqlPortalDbContext> options) : PortalDbContext(options)
{
    public sealed class DesignTime : IDesignTimeDbContextFactory<PostgreSqlPortalDbContext>
    {
        public PostgreSqlPortalDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgreSqlPortalDbContext>().UseNpgsql("Host=localhost").UseIdentitySchema().Options);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        CompareByBytes(builder, "C");
    }
}
