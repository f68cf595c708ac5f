using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProofAttempts");

            migrationBuilder.DropTable(
                name: "ReportRefusals");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_Duns",
                table: "ThirdParties");

            migrationBuilder.DropIndex(
                name: "IX_ThirdParties_NormalizedName",
                table: "ThirdParties");

            // Said in SQL: the tool would copy the table, which takes several transactions, and a process killed between them could not go on.
            migrationBuilder.Sql("""ALTER TABLE "Customers" DROP COLUMN "Language";""");

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FolderEmptiedAt",
                table: "ThirdParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldDuns",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 13,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldName",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ProposalId",
                table: "ThirdParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProposedEmail",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RulesVersion",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "StatusNote",
                table: "ThirdParties",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "StatusSince",
                table: "ThirdParties",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "WoundUpAt",
                table: "ThirdParties",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ThirdPartyId",
                table: "OutgoingEmails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsRefused",
                table: "Invitations",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "AuthorizationCode",
                table: "Customers",
                type: "TEXT",
                unicode: false,
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsBusiness",
                table: "Customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Customers",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<bool>(
                name: "TellFirstAccess",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateTable(
                name: "AddressChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AddressChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AddressChanges_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ActorUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NormalizedSubject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Authenticators",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PendingKey = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authenticators", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_Authenticators_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ColleagueInvitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    InvitedByUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OpenKey = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColleagueInvitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ColleagueInvitations_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CompanyBlocks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "CompanyMailChoices",
                columns: table => new
                {
                    ThirdPartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Choice = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyMailChoices", x => new { x.ThirdPartyId, x.Event });
                    table.ForeignKey(
                        name: "FK_CompanyMailChoices_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CompanyRegistrations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    Company_ContactName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Company_ContactPhone = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    Company_Duns = table.Column<string>(type: "TEXT", maxLength: 13, nullable: false),
                    Company_Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Company_NotificationEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Company_PrivacyPolicyUrl = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Company_RulesVersion = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Company_SealName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Company_Website = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CompanyRegistrations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DigestLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ActorUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DigestLines_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "KnownDevices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    LastSignInAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownDevices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_KnownDevices_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MoveEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Esiid = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ActsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EnteredByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedOccupancyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MoveEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PasswordResets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasswordResets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PasswordResets_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PurgeMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Before = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PurgeMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecoveryCodes_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateTable(
                name: "SignInRecords",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInRecords", x => x.Number);
                    table.ForeignKey(
                        name: "FK_SignInRecords_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BeganAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Device = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserSessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "IX_Occupancies_Esiid",
                table: "Occupancies",
                column: "Esiid");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Sequence_At",
                table: "LedgerEntries",
                columns: new[] { "Sequence", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_AuthorizationCode",
                table: "Customers",
                column: "AuthorizationCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AddressChanges_CreatedAt",
                table: "AddressChanges",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AddressChanges_UserId",
                table: "AddressChanges",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_At",
                table: "Attempts",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_Key_At",
                table: "Attempts",
                columns: new[] { "Key", "At" });

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
                name: "IX_ColleagueInvitations_CreatedAt",
                table: "ColleagueInvitations",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ColleagueInvitations_OpenKey",
                table: "ColleagueInvitations",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ColleagueInvitations_ThirdPartyId_Status_CreatedAt",
                table: "ColleagueInvitations",
                columns: new[] { "ThirdPartyId", "Status", "CreatedAt" });

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

            migrationBuilder.CreateIndex(
                name: "IX_CompanyRegistrations_CreatedAt",
                table: "CompanyRegistrations",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CompanyRegistrations_NormalizedEmail_CreatedAt",
                table: "CompanyRegistrations",
                columns: new[] { "NormalizedEmail", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DigestLines_At",
                table: "DigestLines",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_DigestLines_ThirdPartyId_At",
                table: "DigestLines",
                columns: new[] { "ThirdPartyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_KnownDevices_LastSignInAt",
                table: "KnownDevices",
                column: "LastSignInAt");

            migrationBuilder.CreateIndex(
                name: "IX_KnownDevices_UserId_KeyHash",
                table: "KnownDevices",
                columns: new[] { "UserId", "KeyHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MoveEvents_Esiid_Kind_Day",
                table: "MoveEvents",
                columns: new[] { "Esiid", "Kind", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MoveEvents_Status_ActsAt",
                table: "MoveEvents",
                columns: new[] { "Status", "ActsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PasswordResets_CreatedAt",
                table: "PasswordResets",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PasswordResets_UserId",
                table: "PasswordResets",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryCodes_UserId_Hash",
                table: "RecoveryCodes",
                columns: new[] { "UserId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecords_At",
                table: "SignInRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecords_UserId_Number",
                table: "SignInRecords",
                columns: new[] { "UserId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_UserId",
                table: "UserSessions",
                column: "UserId");

            // Companies that were approved before hold their name and number, and stand where they do since they registered.
            migrationBuilder.Sql("""UPDATE "ThirdParties" SET "StatusSince" = "CreatedAt";""");
            migrationBuilder.Sql("""UPDATE "ThirdParties" SET "HeldName" = "NormalizedName", "HeldDuns" = "Duns" WHERE "Status" IN ('Approved', 'Suspended');""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AddressChanges");

            migrationBuilder.DropTable(
                name: "Attempts");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Authenticators");

            migrationBuilder.DropTable(
                name: "ColleagueInvitations");

            migrationBuilder.DropTable(
                name: "CompanyBlocks");

            migrationBuilder.DropTable(
                name: "CompanyMailChoices");

            migrationBuilder.DropTable(
                name: "CompanyRegistrations");

            migrationBuilder.DropTable(
                name: "DigestLines");

            migrationBuilder.DropTable(
                name: "KnownDevices");

            migrationBuilder.DropTable(
                name: "MoveEvents");

            migrationBuilder.DropTable(
                name: "PasswordResets");

            migrationBuilder.DropTable(
                name: "PurgeMarks");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "ReportRefusalLists");

            migrationBuilder.DropTable(
                name: "SignInRecords");

            migrationBuilder.DropTable(
                name: "UserSessions");

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

            migrationBuilder.DropIndex(
                name: "IX_Occupancies_Esiid",
                table: "Occupancies");

            migrationBuilder.DropIndex(
                name: "IX_LedgerEntries_Sequence_At",
                table: "LedgerEntries");

            migrationBuilder.DropIndex(
                name: "IX_Customers_AuthorizationCode",
                table: "Customers");

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

            migrationBuilder.DropColumn(
                name: "ThirdPartyId",
                table: "OutgoingEmails");

            migrationBuilder.DropColumn(
                name: "IsRefused",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "AuthorizationCode",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "IsBusiness",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "TellFirstAccess",
                table: "AspNetUsers");

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Customers",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ProofAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProofAttempts", x => x.Id);
                });

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

            migrationBuilder.CreateIndex(
                name: "IX_ProofAttempts_At",
                table: "ProofAttempts",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_ProofAttempts_Key_At",
                table: "ProofAttempts",
                columns: new[] { "Key", "At" });
        }
    }
}
