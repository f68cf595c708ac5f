using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Kinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CodeEnding",
                table: "Invitations",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceDescription",
                table: "Invitations",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceType",
                table: "Invitations",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EncryptedCode",
                table: "Invitations",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mac",
                table: "Invitations",
                type: "TEXT",
                unicode: false,
                maxLength: 16,
                nullable: true);

            // By hand: the tool would copy the table, outside of any transaction. Both columns may be empty from now on.
            migrationBuilder.Sql("""DROP INDEX "IX_Agreements_Status_EndsAt";""");
            migrationBuilder.Sql("""ALTER TABLE "Agreements" RENAME COLUMN "LastDay" TO "OldLastDay";""");
            migrationBuilder.Sql("""ALTER TABLE "Agreements" ADD COLUMN "LastDay" TEXT NULL;""");
            migrationBuilder.Sql("""ALTER TABLE "Agreements" RENAME COLUMN "EndsAt" TO "OldEndsAt";""");
            migrationBuilder.Sql("""ALTER TABLE "Agreements" ADD COLUMN "EndsAt" TEXT NULL;""");
            migrationBuilder.Sql("""UPDATE "Agreements" SET "LastDay" = "OldLastDay", "EndsAt" = "OldEndsAt";""");
            migrationBuilder.Sql("""ALTER TABLE "Agreements" DROP COLUMN "OldLastDay";""");
            migrationBuilder.Sql("""ALTER TABLE "Agreements" DROP COLUMN "OldEndsAt";""");
            migrationBuilder.Sql("""CREATE INDEX "IX_Agreements_Status_EndsAt" ON "Agreements" ("Status", "EndsAt");""");

            migrationBuilder.AddColumn<string>(
                name: "CodeEnding",
                table: "Agreements",
                type: "TEXT",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceDescription",
                table: "Agreements",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceType",
                table: "Agreements",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mac",
                table: "Agreements",
                type: "TEXT",
                unicode: false,
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HanDevices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OccupancyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Esiid = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    Mac = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: false),
                    PresentMac = table.Column<string>(type: "TEXT", unicode: false, maxLength: 16, nullable: true),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EncryptedCode = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StatusSince = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HanDevices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HanDevices_Occupancies_OccupancyId",
                        column: x => x.OccupancyId,
                        principalTable: "Occupancies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HanRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeviceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenDevice = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AgreementNumber = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HanRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HanRequests_HanDevices_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "HanDevices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_Mac_Status",
                table: "Agreements",
                columns: new[] { "Mac", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_HanDevices_CustomerId",
                table: "HanDevices",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_HanDevices_OccupancyId_Mac",
                table: "HanDevices",
                columns: new[] { "OccupancyId", "Mac" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HanDevices_PresentMac",
                table: "HanDevices",
                column: "PresentMac",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HanRequests_DeviceId_CreatedAt",
                table: "HanRequests",
                columns: new[] { "DeviceId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HanRequests_OpenDevice",
                table: "HanRequests",
                column: "OpenDevice",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HanRequests_Status_CreatedAt",
                table: "HanRequests",
                columns: new[] { "Status", "CreatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HanRequests");

            migrationBuilder.DropTable(
                name: "HanDevices");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_Mac_Status",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "CodeEnding",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "DeviceDescription",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "DeviceType",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "EncryptedCode",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Mac",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "CodeEnding",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "DeviceDescription",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "DeviceType",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "Mac",
                table: "Agreements");

            migrationBuilder.AlterColumn<DateOnly>(
                name: "LastDay",
                table: "Agreements",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1),
                oldClrType: typeof(DateOnly),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<DateTime>(
                name: "EndsAt",
                table: "Agreements",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
