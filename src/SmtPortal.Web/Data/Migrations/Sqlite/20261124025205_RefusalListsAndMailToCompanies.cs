using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RefusalListsAndMailToCompanies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReportRefusals");

            migrationBuilder.AddColumn<Guid>(
                name: "ThirdPartyId",
                table: "OutgoingEmails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ReportRefusalLists",
                columns: table => new
                {
                    ReportNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    Packed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportRefusalLists", x => x.ReportNumber);
                    table.ForeignKey(
                        name: "FK_ReportRefusalLists_Reports_ReportNumber",
                        column: x => x.ReportNumber,
                        principalTable: "Reports",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReportRefusalLists");

            migrationBuilder.DropColumn(
                name: "ThirdPartyId",
                table: "OutgoingEmails");

            migrationBuilder.CreateTable(
                name: "ReportRefusals",
                columns: table => new
                {
                    ReportNumber = table.Column<long>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportRefusals", x => new { x.ReportNumber, x.Position });
                    table.ForeignKey(
                        name: "FK_ReportRefusals_Reports_ReportNumber",
                        column: x => x.ReportNumber,
                        principalTable: "Reports",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });
        }
    }
}
