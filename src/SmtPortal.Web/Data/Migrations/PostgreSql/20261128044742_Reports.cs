using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AskedAgainAt",
                table: "Reports",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AskedAgainAt",
                table: "Reports");
        }
    }
}
