using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CompanyLifecycle : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_Duns",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_NormalizedName",
                table: "ThirdParties");

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "ThirdParties",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "ThirdParties",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FolderEmptiedAt",
                table: "ThirdParties",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldDuns",
                table: "ThirdParties",
                type: "character varying(13)",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldName",
                table: "ThirdParties",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ProposalId",
                table: "ThirdParties",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposedEmail",
                table: "ThirdParties",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RulesVersion",
                table: "ThirdParties",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "StatusNote",
                table: "ThirdParties",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "StatusSince",
                table: "ThirdParties",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "WoundUpAt",
                table: "ThirdParties",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Actor = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NormalizedSubject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Path = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "CompanyRegistrations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    Company_ContactName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Company_ContactPhone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    Company_Duns = table.Column<string>(type: "character varying(13)", maxLength: 13, nullable: false),
                    Company_Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Company_NotificationEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Company_PrivacyPolicyUrl = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Company_RulesVersion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Company_SealName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Company_Website = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyRegistrations", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_CreatedAt_Id",
                table: "ThirdParties",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_Duns",
                table: "ThirdParties",
                column: "Duns");

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_HeldDuns",
                table: "ThirdParties",
                column: "HeldDuns",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_HeldName",
                table: "ThirdParties",
                column: "HeldName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_ProposalId",
                table: "ThirdParties",
                column: "ProposalId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_Status_CreatedAt_Id",
                table: "ThirdParties",
                columns: new[] { "Status", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Act_Number",
                table: "AuditEntries",
                columns: new[] { "Act", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Path_Number",
                table: "AuditEntries",
                columns: new[] { "Path", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_CompanyRegistrations_CreatedAt",
                table: "CompanyRegistrations",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CompanyRegistrations_NormalizedEmail_CreatedAt",
                table: "CompanyRegistrations",
                columns: new[] { "NormalizedEmail", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "CompanyRegistrations");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_CreatedAt_Id",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_Duns",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_HeldDuns",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_HeldName",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_ProposalId",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_Status_CreatedAt_Id",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "ContactName",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "ContactPhone",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "FolderEmptiedAt",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "HeldDuns",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "HeldName",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "ProposalId",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "ProposedEmail",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "RulesVersion",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "StatusNote",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "StatusSince",
                table: "ThirdParties");

            migrationBuilder.DropColumn(
                name: "WoundUpAt",
                table: "ThirdParties");

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_Duns",
                table: "ThirdParties",
                column: "Duns",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ThirdParties_NormalizedName",
                table: "ThirdParties",
                column: "NormalizedName",
                unique: true);
        }
    }
}
