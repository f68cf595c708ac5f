using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SmtPortal.Web.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class BusinessUsers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_ColleagueInvitations_CustomerId_Status_CreatedAt",
                table: "ColleagueInvitations",
                columns: new[] { "CustomerId", "Status", "CreatedAt" });

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

            migrationBuilder.DropIndex(
                name: "IX_ColleagueInvitations_CustomerId_Status_CreatedAt",
                table: "ColleagueInvitations");

            migrationBuilder.DropColumn(
                name: "CustomerId",
                table: "ColleagueInvitations");

            migrationBuilder.DropColumn(
                name: "CustomerRole",
                table: "ColleagueInvitations");

            migrationBuilder.DropColumn(
                name: "CustomerRole",
                table: "AspNetUsers");

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
        }
    }
}
