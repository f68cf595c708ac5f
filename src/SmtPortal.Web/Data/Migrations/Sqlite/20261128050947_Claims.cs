using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Claims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "Customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProvenEsiid",
                table: "Customers",
                type: "TEXT",
                maxLength: 22,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "OccupancyClaims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Esiid = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    OpenEsiid = table.Column<string>(type: "TEXT", maxLength: 22, nullable: true),
                    HolderOccupancyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HolderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ObjectedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Objection = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OccupancyClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OccupancyClaims_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OccupancyClaims_Customers_HolderId",
                        column: x => x.HolderId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OccupancyClaims_Occupancies_HolderOccupancyId",
                        column: x => x.HolderOccupancyId,
                        principalTable: "Occupancies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OccupancyClaims_CustomerId_MadeAt",
                table: "OccupancyClaims",
                columns: new[] { "CustomerId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OccupancyClaims_HolderId_MadeAt",
                table: "OccupancyClaims",
                columns: new[] { "HolderId", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OccupancyClaims_HolderOccupancyId",
                table: "OccupancyClaims",
                column: "HolderOccupancyId");

            migrationBuilder.CreateIndex(
                name: "IX_OccupancyClaims_MadeAt_Id",
                table: "OccupancyClaims",
                columns: new[] { "MadeAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OccupancyClaims_OpenEsiid",
                table: "OccupancyClaims",
                column: "OpenEsiid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OccupancyClaims_Status_EndsAt",
                table: "OccupancyClaims",
                columns: new[] { "Status", "EndsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OccupancyClaims");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "ProvenEsiid",
                table: "Customers");
        }
    }
}
