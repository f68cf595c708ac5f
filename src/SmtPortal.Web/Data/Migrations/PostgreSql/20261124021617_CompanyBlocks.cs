using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CompanyBlocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsRefused",
                table: "Invitations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "CompanyBlocks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    NormalizedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyBlocks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CompanyBlocks_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CompanyBlocks_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CompanyBlocks_CustomerId",
                table: "CompanyBlocks",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_CompanyBlocks_NormalizedEmail",
                table: "CompanyBlocks",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_CompanyBlocks_ThirdPartyId_CustomerId",
                table: "CompanyBlocks",
                columns: new[] { "ThirdPartyId", "CustomerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CompanyBlocks_ThirdPartyId_NormalizedEmail",
                table: "CompanyBlocks",
                columns: new[] { "ThirdPartyId", "NormalizedEmail" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CompanyBlocks");

            migrationBuilder.DropColumn(
                name: "IsRefused",
                table: "Invitations");
        }
    }
}
