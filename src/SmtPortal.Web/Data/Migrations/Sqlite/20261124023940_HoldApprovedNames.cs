using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.Sqlite
{
    /// <summary>Written by hand: companies that were approved before hold their name and number, and stand where they do since they registered.</summary>
    public partial class HoldApprovedNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""UPDATE "ThirdParties" SET "StatusSince" = "CreatedAt";""");
            migrationBuilder.Sql("""UPDATE "ThirdParties" SET "HeldName" = "NormalizedName", "HeldDuns" = "Duns" WHERE "Status" IN ('Approved', 'Suspended');""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
        }
    }
}
