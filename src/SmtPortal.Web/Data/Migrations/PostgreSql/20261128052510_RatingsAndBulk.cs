using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class RatingsAndBulk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "SummaryAt",
                table: "Customers",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<Guid>(
                name: "ThirdPartyId",
                table: "AgreementEsiids",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

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

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_CreatedAt",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_ThirdPartyId_Status_EndsAt_Number",
                table: "Invitations",
                columns: new[] { "ThirdPartyId", "Status", "EndsAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_SummaryAt",
                table: "Customers",
                column: "SummaryAt");

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_NormalizedEmail_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "NormalizedEmail", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Agreements_ThirdPartyId_Status_LastDay_Number",
                table: "Agreements",
                columns: new[] { "ThirdPartyId", "Status", "LastDay", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AgreementEsiids_ThirdPartyId_Esiid_AgreementNumber",
                table: "AgreementEsiids",
                columns: new[] { "ThirdPartyId", "Esiid", "AgreementNumber" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkRows");

            migrationBuilder.DropTable(
                name: "Ratings");

            migrationBuilder.DropTable(
                name: "BulkTasks");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_ThirdPartyId_CreatedAt",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_ThirdPartyId_Status_EndsAt_Number",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Customers_SummaryAt",
                table: "Customers");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_ThirdPartyId_NormalizedEmail_Number",
                table: "Agreements");

            migrationBuilder.DropIndex(
                name: "IX_Agreements_ThirdPartyId_Status_LastDay_Number",
                table: "Agreements");

            migrationBuilder.DropIndex(
                name: "IX_AgreementEsiids_ThirdPartyId_Esiid_AgreementNumber",
                table: "AgreementEsiids");

            migrationBuilder.DropColumn(
                name: "SummaryAt",
                table: "Customers");

            migrationBuilder.DropColumn(
                name: "ThirdPartyId",
                table: "AgreementEsiids");
        }
    }
}
