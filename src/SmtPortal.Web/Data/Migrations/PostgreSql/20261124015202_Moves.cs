using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Moves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MoveEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ActsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EnteredByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedOccupancyId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MoveEvents", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Occupancies_Esiid",
                table: "Occupancies",
                column: "Esiid");

            migrationBuilder.CreateIndex(
                name: "IX_MoveEvents_Esiid_Kind_Day",
                table: "MoveEvents",
                columns: new[] { "Esiid", "Kind", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MoveEvents_Status_ActsAt",
                table: "MoveEvents",
                columns: new[] { "Status", "ActsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MoveEvents");

            migrationBuilder.DropIndex(
                name: "IX_Occupancies_Esiid",
                table: "Occupancies");
        }
    }
}
