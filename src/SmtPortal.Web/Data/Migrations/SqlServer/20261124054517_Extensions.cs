using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.SqlServer
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
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ExtensionRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: false),
                    OpenAgreement = table.Column<long>(type: "bigint", nullable: true),
                    ThirdPartyId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AskedByUserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RemindedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExtensionRequests", x => x.Id)
                        .Annotation("SqlServer:Clustered", false);
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
                unique: true,
                filter: "[OpenAgreement] IS NOT NULL");

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
