using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Sharing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "AskedAgainAt",
                table: "Reports",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CodeEnding",
                table: "Invitations",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceDescription",
                table: "Invitations",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceType",
                table: "Invitations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EncryptedCode",
                table: "Invitations",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mac",
                table: "Invitations",
                type: "character varying(16)",
                unicode: false,
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "Customers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProvenEsiid",
                table: "Customers",
                type: "character varying(22)",
                maxLength: 22,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "ThirdPartyId",
                table: "ColleagueInvitations",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AlterColumn<string>(
                name: "Role",
                table: "ColleagueInvitations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40);

            migrationBuilder.AddColumn<Guid>(
                name: "CustomerId",
                table: "ColleagueInvitations",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CustomerRole",
                table: "ColleagueInvitations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CustomerRole",
                table: "AspNetUsers",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Manage");

            migrationBuilder.AlterColumn<DateOnly>(
                name: "LastDay",
                table: "Agreements",
                type: "date",
                nullable: true,
                oldClrType: typeof(DateOnly),
                oldType: "date");

            migrationBuilder.AlterColumn<DateTime>(
                name: "EndsAt",
                table: "Agreements",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "timestamp with time zone");

            migrationBuilder.AddColumn<string>(
                name: "CodeEnding",
                table: "Agreements",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceDescription",
                table: "Agreements",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DeviceType",
                table: "Agreements",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Mac",
                table: "Agreements",
                type: "character varying(16)",
                unicode: false,
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HanDevices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OccupancyId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    Mac = table.Column<string>(type: "character varying(16)", unicode: false, maxLength: 16, nullable: false),
                    PresentMac = table.Column<string>(type: "character varying(16)", unicode: false, maxLength: 16, nullable: true),
                    Type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Description = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    EncryptedCode = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StatusSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "OccupancyClaims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    OpenEsiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: true),
                    HolderOccupancyId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ObjectedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Objection = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "HanRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DeviceId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenDevice = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: true),
                    AskedByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "IX_ColleagueInvitations_CustomerId_Status_CreatedAt",
                table: "ColleagueInvitations",
                columns: new[] { "CustomerId", "Status", "CreatedAt" });

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

            migrationBuilder.AddForeignKey(
                name: "FK_ColleagueInvitations_Customers_CustomerId",
                table: "ColleagueInvitations",
                column: "CustomerId",
                principalTable: "Customers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_ColleagueInvitations_Customers_CustomerId",
                table: "ColleagueInvitations");

            migrationBuilder.DropTable(
                name: "HanRequests");

            migrationBuilder.DropTable(
                name: "OccupancyClaims");

            migrationBuilder.DropTable(
                name: "HanDevices");

            migrationBuilder.DropIndex(
                name: "IX_ColleagueInvitations_CustomerId_Status_CreatedAt",
                table: "ColleagueInvitations");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_Mac_Status",
                table: "Agreements");

            migrationBuilder.DropColumn(
                name: "AskedAgainAt",
                table: "Reports");

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
                name: "ClosedAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "ProvenEsiid",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "CustomerId",
                table: "ColleagueInvitations");

            migrationBuilder.DropColumn(
                name: "CustomerRole",
                table: "ColleagueInvitations");

            migrationBuilder.DropColumn(
                name: "CustomerRole",
                table: "AspNetUsers");

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

            migrationBuilder.AlterColumn<Guid>(
                name: "ThirdPartyId",
                table: "ColleagueInvitations",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "Role",
                table: "ColleagueInvitations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "character varying(40)",
                oldMaxLength: 40,
                oldNullable: true);

            migrationBuilder.AlterColumn<DateOnly>(
                name: "LastDay",
                table: "Agreements",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1),
                oldClrType: typeof(DateOnly),
                oldType: "date",
                oldNullable: true);

            migrationBuilder.AlterColumn<DateTime>(
                name: "EndsAt",
                table: "Agreements",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "timestamp with time zone",
                oldNullable: true);
        }
    }
}
