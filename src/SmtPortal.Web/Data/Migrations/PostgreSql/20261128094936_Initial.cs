using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AccessRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: false),
                    OccupancyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    Data = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attempts", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    IsBusiness = table.Column<bool>(type: "boolean", nullable: false),
                    AuthorizationCode = table.Column<string>(type: "character varying(10)", unicode: false, maxLength: 10, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ProvenEsiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: true),
                    SummaryAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true),
                    Xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InboxFiles",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: true),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ItemsStored = table.Column<long>(type: "bigint", nullable: false),
                    DaysNew = table.Column<int>(type: "integer", nullable: false),
                    DaysRevised = table.Column<int>(type: "integer", nullable: false),
                    DaysUnchanged = table.Column<int>(type: "integer", nullable: false),
                    DaysOlder = table.Column<int>(type: "integer", nullable: false),
                    DaysUnknown = table.Column<int>(type: "integer", nullable: false),
                    RowsGood = table.Column<long>(type: "bigint", nullable: false),
                    RowsBad = table.Column<long>(type: "bigint", nullable: false),
                    Errors = table.Column<long>(type: "bigint", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Error = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxFiles", x => x.Number);
                    table.UniqueConstraint("AK_InboxFiles_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IngestCounters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    LastBatch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IngestCounters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobLeases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Holder = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobLeases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Act = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    InvitationId = table.Column<Guid>(type: "uuid", nullable: true),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    TextVersion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PersonalDataHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Seal = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => x.Id);
                });

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
                    AgreementsEnded = table.Column<int>(type: "integer", nullable: false),
                    AgreementsShrunk = table.Column<int>(type: "integer", nullable: false),
                    InvitationsCancelled = table.Column<int>(type: "integer", nullable: false),
                    DevicesRemoved = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MoveEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingEmails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    To = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Subject = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Body = table.Column<string>(type: "text", nullable: true),
                    TargetKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    TargetId = table.Column<Guid>(type: "uuid", nullable: true),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LeaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LastError = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    MessageId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingEmails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Premises",
                columns: table => new
                {
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    Tdsp = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Address = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    City = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ZipCode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    PremiseType = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    HasAdvancedMeter = table.Column<bool>(type: "boolean", nullable: false),
                    MeterNumber = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    RepCertificate = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    PreviousRepCertificate = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    PreviousRepLastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    LastMoveIn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Premises", x => x.Esiid);
                });

            migrationBuilder.CreateTable(
                name: "PurgeMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Before = table.Column<DateOnly>(type: "date", nullable: false),
                    After = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PurgeMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Reps",
                columns: table => new
                {
                    Certificate = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reps", x => x.Certificate);
                });

            migrationBuilder.CreateTable(
                name: "ThirdParties",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    NormalizedName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Duns = table.Column<string>(type: "character varying(13)", maxLength: 13, nullable: false),
                    HeldName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    HeldDuns = table.Column<string>(type: "character varying(13)", maxLength: 13, nullable: true),
                    ContactName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ContactPhone = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    NotificationEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    ProposedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    ProposalId = table.Column<Guid>(type: "uuid", nullable: true),
                    Website = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    PrivacyPolicyUrl = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    SealName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    RulesVersion = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StatusSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    StatusNote = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    WoundUpAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FolderEmptiedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThirdParties", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UsageDayRevisions",
                columns: table => new
                {
                    Esiid = table.Column<string>(type: "character varying(22)", unicode: false, maxLength: 22, nullable: false),
                    Direction = table.Column<string>(type: "character(1)", unicode: false, fixedLength: true, maxLength: 1, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Revision = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Packed = table.Column<byte[]>(type: "bytea", maxLength: 428, nullable: false),
                    Layout = table.Column<byte>(type: "smallint", nullable: false),
                    TotalWh = table.Column<long>(type: "bigint", nullable: false),
                    FirstReadWh = table.Column<long>(type: "bigint", nullable: true),
                    LastReadWh = table.Column<long>(type: "bigint", nullable: true),
                    SourceFileId = table.Column<Guid>(type: "uuid", nullable: true),
                    BatchNumber = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageDayRevisions", x => new { x.Esiid, x.Direction, x.Day, x.Revision });
                });

            migrationBuilder.CreateTable(
                name: "UsageDays",
                columns: table => new
                {
                    Esiid = table.Column<string>(type: "character varying(22)", unicode: false, maxLength: 22, nullable: false),
                    Direction = table.Column<string>(type: "character(1)", unicode: false, fixedLength: true, maxLength: 1, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Revision = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Packed = table.Column<byte[]>(type: "bytea", maxLength: 428, nullable: false),
                    Layout = table.Column<byte>(type: "smallint", nullable: false),
                    TotalWh = table.Column<long>(type: "bigint", nullable: false),
                    FirstReadWh = table.Column<long>(type: "bigint", nullable: true),
                    LastReadWh = table.Column<long>(type: "bigint", nullable: true),
                    SourceFileId = table.Column<Guid>(type: "uuid", nullable: true),
                    BatchNumber = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsageDays", x => new { x.Esiid, x.Direction, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "Occupancies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    CurrentEsiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Occupancies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Occupancies_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "InboxFileErrors",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FileId = table.Column<Guid>(type: "uuid", nullable: false),
                    Line = table.Column<long>(type: "bigint", nullable: false),
                    Column = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxFileErrors", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InboxFileErrors_InboxFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "InboxFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LedgerPersonalData",
                columns: table => new
                {
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Salt = table.Column<byte[]>(type: "bytea", maxLength: 16, nullable: false),
                    Json = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerPersonalData", x => x.EntryId);
                    table.ForeignKey(
                        name: "FK_LedgerPersonalData_LedgerEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "LedgerEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailLinks",
                columns: table => new
                {
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    TargetKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TargetId = table.Column<Guid>(type: "uuid", nullable: false),
                    EmailId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailLinks", x => x.TokenHash);
                    table.ForeignKey(
                        name: "FK_MailLinks_OutgoingEmails_EmailId",
                        column: x => x.EmailId,
                        principalTable: "OutgoingEmails",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Agreements",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<Guid>(type: "uuid", nullable: false),
                    InvitationNumber = table.Column<long>(type: "bigint", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Access = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Mac = table.Column<string>(type: "character varying(16)", unicode: false, maxLength: 16, nullable: true),
                    DeviceType = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    DeviceDescription = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PurposeText = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Reference = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    NormalizedReference = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    CodeEnding = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    FirstDay = table.Column<DateOnly>(type: "date", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RemindAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EndReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    TerminationReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    TerminationText = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    Terms_Access = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Terms_From = table.Column<DateOnly>(type: "date", nullable: true),
                    Terms_Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Terms_Months = table.Column<int>(type: "integer", nullable: true),
                    Terms_To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Agreements", x => x.Number);
                    table.ForeignKey(
                        name: "FK_Agreements_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Agreements_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: true),
                    CompanyRole = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    CustomerRole = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "Manage"),
                    DisplayName = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TellFirstAccess = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true),
                    PhoneNumber = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUsers_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AspNetUsers_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BulkTasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Months = table.Column<int>(type: "integer", nullable: true),
                    RowCount = table.Column<int>(type: "integer", nullable: false),
                    IsCut = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BulkTasks_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ColleagueInvitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    CustomerRole = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    InvitedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OpenKey = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColleagueInvitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ColleagueInvitations_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
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

            migrationBuilder.CreateTable(
                name: "CompanyMailChoices",
                columns: table => new
                {
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Event = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Choice = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
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
                name: "DeliveryFolders",
                columns: table => new
                {
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserName = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    PasswordSetAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryFolders", x => x.ThirdPartyId);
                    table.ForeignKey(
                        name: "FK_DeliveryFolders_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DigestLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Event = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                name: "Invitations",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Access = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Mac = table.Column<string>(type: "character varying(16)", unicode: false, maxLength: 16, nullable: true),
                    DeviceType = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    DeviceDescription = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    EncryptedCode = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PurposeText = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Reference = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    NormalizedReference = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true, collation: "C"),
                    Language = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    CodeEnding = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    IsRefused = table.Column<bool>(type: "boolean", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RemindedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RejectionReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    RejectionText = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    Terms_Access = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Terms_From = table.Column<DateOnly>(type: "date", nullable: true),
                    Terms_Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Terms_Months = table.Column<int>(type: "integer", nullable: true),
                    Terms_To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Number);
                    table.ForeignKey(
                        name: "FK_Invitations_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Invitations_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Ratings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stars = table.Column<int>(type: "integer", nullable: false),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    CommentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    IsCommentRemoved = table.Column<bool>(type: "boolean", nullable: false),
                    GivenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ratings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Ratings_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Ratings_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Format = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AskedAgainAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FileCount = table.Column<int>(type: "integer", nullable: false),
                    RefusedCount = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Number);
                    table.ForeignKey(
                        name: "FK_Reports_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WebhookEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WebhookEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WebhookEvents_ThirdParties_ThirdPartyId",
                        column: x => x.ThirdPartyId,
                        principalTable: "ThirdParties",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

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
                name: "AgreementEsiids",
                columns: table => new
                {
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: false),
                    OccupancyId = table.Column<Guid>(type: "uuid", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    LeftAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UsedUpAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgreementEsiids", x => new { x.AgreementNumber, x.Esiid });
                    table.ForeignKey(
                        name: "FK_AgreementEsiids_Agreements_AgreementNumber",
                        column: x => x.AgreementNumber,
                        principalTable: "Agreements",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateTable(
                name: "FirstAccesses",
                columns: table => new
                {
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FirstAccesses", x => x.AgreementNumber);
                    table.ForeignKey(
                        name: "FK_FirstAccesses_Agreements_AgreementNumber",
                        column: x => x.AgreementNumber,
                        principalTable: "Agreements",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AddressChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Authenticators",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PendingKey = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    LastStep = table.Column<long>(type: "bigint", nullable: false)
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
                name: "KnownDevices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    KeyHash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false),
                    LastSignInAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                name: "PasswordResets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                name: "RecoveryCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", fixedLength: true, maxLength: 32, nullable: false)
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
                name: "SignInRecords",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    BeganAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Device = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
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

            migrationBuilder.CreateTable(
                name: "BulkRows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Line = table.Column<int>(type: "integer", nullable: false),
                    InvitationId = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<long>(type: "bigint", nullable: true),
                    Customer = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Content = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    Problem = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    LeaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BulkRows_BulkTasks_TaskId",
                        column: x => x.TaskId,
                        principalTable: "BulkTasks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InvitationEsiids",
                columns: table => new
                {
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    InvitationNumber = table.Column<long>(type: "bigint", nullable: false),
                    OpenKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationEsiids", x => new { x.InvitationNumber, x.Esiid });
                    table.ForeignKey(
                        name: "FK_InvitationEsiids_Invitations_InvitationNumber",
                        column: x => x.InvitationNumber,
                        principalTable: "Invitations",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportNumber = table.Column<long>(type: "bigint", nullable: false),
                    ThirdPartyId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgreementNumber = table.Column<long>(type: "bigint", nullable: false),
                    OccupancyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Esiid = table.Column<string>(type: "character varying(22)", maxLength: 22, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    DeliveredFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    DeliveredTo = table.Column<DateOnly>(type: "date", nullable: true),
                    Status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Size = table.Column<long>(type: "bigint", nullable: true),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RemovedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Refusals = table.Column<int>(type: "integer", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    MayHaveLeftovers = table.Column<bool>(type: "boolean", nullable: false),
                    LeaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReportFiles_Agreements_AgreementNumber",
                        column: x => x.AgreementNumber,
                        principalTable: "Agreements",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportFiles_Reports_ReportNumber",
                        column: x => x.ReportNumber,
                        principalTable: "Reports",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReportRefusalLists",
                columns: table => new
                {
                    ReportNumber = table.Column<long>(type: "bigint", nullable: false),
                    Packed = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.InsertData(
                table: "IngestCounters",
                columns: new[] { "Id", "LastBatch" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_AccessRecords_AgreementNumber_At",
                table: "AccessRecords",
                columns: new[] { "AgreementNumber", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessRecords_At",
                table: "AccessRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AccessRecords_OccupancyId_At",
                table: "AccessRecords",
                columns: new[] { "OccupancyId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AddressChanges_CreatedAt",
                table: "AddressChanges",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AddressChanges_UserId",
                table: "AddressChanges",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AgreementEsiids_Esiid",
                table: "AgreementEsiids",
                column: "Esiid");

            migrationBuilder.CreateIndex(
                name: "IX_AgreementEsiids_ThirdPartyId_Esiid_AgreementNumber",
                table: "AgreementEsiids",
                columns: new[] { "ThirdPartyId", "Esiid", "AgreementNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_CustomerId_Number",
                table: "Agreements",
                columns: new[] { "CustomerId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_InvitationNumber",
                table: "Agreements",
                column: "InvitationNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_Mac_Status",
                table: "Agreements",
                columns: new[] { "Mac", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_PublicId",
                table: "Agreements",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_RemindAt",
                table: "Agreements",
                column: "RemindAt");

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_Status_EndsAt",
                table: "Agreements",
                columns: new[] { "Status", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_Access_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "Access", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_Kind_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "Kind", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_NormalizedEmail_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "NormalizedEmail", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_NormalizedReference",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "NormalizedReference" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_Status_LastDay_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "Status", "LastDay", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_Status_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "Status", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_CustomerId",
                table: "AspNetUsers",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_ThirdPartyId",
                table: "AspNetUsers",
                column: "ThirdPartyId");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

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
                name: "IX_BulkRows_NextAttemptAt",
                table: "BulkRows",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkRows_TaskId_Line",
                table: "BulkRows",
                columns: new[] { "TaskId", "Line" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BulkTasks_CreatedAt",
                table: "BulkTasks",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkTasks_Status",
                table: "BulkTasks",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_BulkTasks_ThirdPartyId_CreatedAt_Id",
                table: "BulkTasks",
                columns: new[] { "ThirdPartyId", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ColleagueInvitations_CreatedAt",
                table: "ColleagueInvitations",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ColleagueInvitations_CustomerId_Status_CreatedAt",
                table: "ColleagueInvitations",
                columns: new[] { "CustomerId", "Status", "CreatedAt" });

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
                name: "IX_Customers_AuthorizationCode",
                table: "Customers",
                column: "AuthorizationCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Customers_SummaryAt",
                table: "Customers",
                column: "SummaryAt");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryFolders_UserName",
                table: "DeliveryFolders",
                column: "UserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DigestLines_At",
                table: "DigestLines",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_DigestLines_ThirdPartyId_At",
                table: "DigestLines",
                columns: new[] { "ThirdPartyId", "At" });

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
                name: "IX_InboxFileErrors_FileId_Line",
                table: "InboxFileErrors",
                columns: new[] { "FileId", "Line" });

            migrationBuilder.CreateIndex(
                name: "IX_InboxFiles_FinishedAt",
                table: "InboxFiles",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_InboxFiles_Sha256",
                table: "InboxFiles",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_InboxFiles_Status_Number",
                table: "InboxFiles",
                columns: new[] { "Status", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationEsiids_Esiid",
                table: "InvitationEsiids",
                column: "Esiid");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationEsiids_OpenKey",
                table: "InvitationEsiids",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_CustomerId_Status",
                table: "Invitations",
                columns: new[] { "CustomerId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_NormalizedEmail_Status",
                table: "Invitations",
                columns: new[] { "NormalizedEmail", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_PublicId",
                table: "Invitations",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Status_EndsAt",
                table: "Invitations",
                columns: new[] { "Status", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_Access_Number",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "Access", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_CreatedAt",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_Kind_Number",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "Kind", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_NormalizedEmail",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "NormalizedEmail" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_NormalizedReference",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "NormalizedReference" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_Number",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_Status_EndsAt_Number",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "Status", "EndsAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_Status_Number",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "Status", "Number" });

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
                name: "IX_LedgerEntries_AgreementId",
                table: "LedgerEntries",
                column: "AgreementId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_InvitationId",
                table: "LedgerEntries",
                column: "InvitationId");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Sequence",
                table: "LedgerEntries",
                column: "Sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_Sequence_At",
                table: "LedgerEntries",
                columns: new[] { "Sequence", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_MailLinks_EmailId",
                table: "MailLinks",
                column: "EmailId");

            migrationBuilder.CreateIndex(
                name: "IX_MailLinks_TargetKind_TargetId",
                table: "MailLinks",
                columns: new[] { "TargetKind", "TargetId" });

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
                name: "IX_Occupancies_CurrentEsiid",
                table: "Occupancies",
                column: "CurrentEsiid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Occupancies_CustomerId_Esiid",
                table: "Occupancies",
                columns: new[] { "CustomerId", "Esiid" });

            migrationBuilder.CreateIndex(
                name: "IX_Occupancies_Esiid",
                table: "Occupancies",
                column: "Esiid");

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

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmails_CreatedAt_Id",
                table: "OutgoingEmails",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmails_Status_CreatedAt_Id",
                table: "OutgoingEmails",
                columns: new[] { "Status", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmails_Status_NextAttemptAt",
                table: "OutgoingEmails",
                columns: new[] { "Status", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmails_TargetKind_TargetId",
                table: "OutgoingEmails",
                columns: new[] { "TargetKind", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingEmails_ThirdPartyId_Status",
                table: "OutgoingEmails",
                columns: new[] { "ThirdPartyId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_PasswordResets_CreatedAt",
                table: "PasswordResets",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PasswordResets_UserId",
                table: "PasswordResets",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Ratings_CustomerId_ThirdPartyId",
                table: "Ratings",
                columns: new[] { "CustomerId", "ThirdPartyId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Ratings_GivenAt_Id",
                table: "Ratings",
                columns: new[] { "GivenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Ratings_ThirdPartyId_GivenAt_Id",
                table: "Ratings",
                columns: new[] { "ThirdPartyId", "GivenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Ratings_ThirdPartyId_Id",
                table: "Ratings",
                columns: new[] { "ThirdPartyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Ratings_ThirdPartyId_Status_Stars",
                table: "Ratings",
                columns: new[] { "ThirdPartyId", "Status", "Stars" });

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryCodes_UserId_Hash",
                table: "RecoveryCodes",
                columns: new[] { "UserId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportFiles_AgreementNumber_Status",
                table: "ReportFiles",
                columns: new[] { "AgreementNumber", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportFiles_NextAttemptAt",
                table: "ReportFiles",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_ReportFiles_RemovedAt_DeliveredAt",
                table: "ReportFiles",
                columns: new[] { "RemovedAt", "DeliveredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReportFiles_ReportNumber_Esiid",
                table: "ReportFiles",
                columns: new[] { "ReportNumber", "Esiid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportFiles_ReportNumber_Status",
                table: "ReportFiles",
                columns: new[] { "ReportNumber", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_PublicId",
                table: "Reports",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Status",
                table: "Reports",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ThirdPartyId_Number",
                table: "Reports",
                columns: new[] { "ThirdPartyId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecords_At",
                table: "SignInRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecords_UserId_Number",
                table: "SignInRecords",
                columns: new[] { "UserId", "Number" });

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
                name: "IX_UsageDays_BatchNumber",
                table: "UsageDays",
                column: "BatchNumber");

            migrationBuilder.CreateIndex(
                name: "IX_UserSessions_UserId",
                table: "UserSessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_WebhookEvents_ThirdPartyId_At",
                table: "WebhookEvents",
                columns: new[] { "ThirdPartyId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessRecords");

            migrationBuilder.DropTable(
                name: "AddressChanges");

            migrationBuilder.DropTable(
                name: "AgreementEsiids");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "Attempts");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Authenticators");

            migrationBuilder.DropTable(
                name: "BulkRows");

            migrationBuilder.DropTable(
                name: "ColleagueInvitations");

            migrationBuilder.DropTable(
                name: "CompanyBlocks");

            migrationBuilder.DropTable(
                name: "CompanyMailChoices");

            migrationBuilder.DropTable(
                name: "CompanyRegistrations");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "DeliveryFolders");

            migrationBuilder.DropTable(
                name: "DigestLines");

            migrationBuilder.DropTable(
                name: "ExtensionRequests");

            migrationBuilder.DropTable(
                name: "FirstAccesses");

            migrationBuilder.DropTable(
                name: "HanRequests");

            migrationBuilder.DropTable(
                name: "InboxFileErrors");

            migrationBuilder.DropTable(
                name: "IngestCounters");

            migrationBuilder.DropTable(
                name: "InvitationEsiids");

            migrationBuilder.DropTable(
                name: "JobLeases");

            migrationBuilder.DropTable(
                name: "KnownDevices");

            migrationBuilder.DropTable(
                name: "LedgerPersonalData");

            migrationBuilder.DropTable(
                name: "MailLinks");

            migrationBuilder.DropTable(
                name: "MoveEvents");

            migrationBuilder.DropTable(
                name: "OccupancyClaims");

            migrationBuilder.DropTable(
                name: "PasswordResets");

            migrationBuilder.DropTable(
                name: "Premises");

            migrationBuilder.DropTable(
                name: "PurgeMarks");

            migrationBuilder.DropTable(
                name: "Ratings");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "ReportFiles");

            migrationBuilder.DropTable(
                name: "ReportRefusalLists");

            migrationBuilder.DropTable(
                name: "Reps");

            migrationBuilder.DropTable(
                name: "SignInRecords");

            migrationBuilder.DropTable(
                name: "UsageDayRevisions");

            migrationBuilder.DropTable(
                name: "UsageDays");

            migrationBuilder.DropTable(
                name: "UserSessions");

            migrationBuilder.DropTable(
                name: "WebhookEvents");

            migrationBuilder.DropTable(
                name: "BulkTasks");

            migrationBuilder.DropTable(
                name: "HanDevices");

            migrationBuilder.DropTable(
                name: "InboxFiles");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "OutgoingEmails");

            migrationBuilder.DropTable(
                name: "Agreements");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Occupancies");

            migrationBuilder.DropTable(
                name: "ThirdParties");

            migrationBuilder.DropTable(
                name: "Customers");
        }
    }
}
