using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Extensions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "RemindAt",
                table: "Agreements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ExtensionRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: false),
                    OpenAgreement = table.Column<long>(type: "bigint", nullable: true),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RemindedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExtensionRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExtensionRequests_Agreements_AgreementNumber",
                        column: x => x.AgreementNumber,
                        principalTable: "Agreements",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_RemindAt",
                table: "Agreements",
                column: "RemindAt");

            migrationBuilder.CreateIndex(
                name: "IX_ExtensionRequests_AgreementNumber",
                table: "ExtensionRequests",
                column: "AgreementNumber");

            migrationBuilder.CreateIndex(
                name: "IX_ExtensionRequests_CustomerId_Status",
                table: "ExtensionRequests",
                columns: new[] { "CustomerId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_ExtensionRequests_OpenAgreement",
                table: "ExtensionRequests",
                column: "OpenAgreement",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExtensionRequests_Status_EndsAt",
                table: "ExtensionRequests",
                columns: new[] { "Status", "EndsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExtensionRequests");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_RemindAt",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "RemindAt",
                table: "Agreements");
        }
    }
}
