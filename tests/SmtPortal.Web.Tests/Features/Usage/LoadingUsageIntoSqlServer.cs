using Microsoft.SqlServer.TransactSql.ScriptDom;
using SmtPortal.Web.Data.Usage;

namespace SmtPortal.Web.Tests.Features.Usage;

/// <summary>Without a server the statements are at least read by SQL Server's own parser.</summary>
[Trait("Once", "true")]
public class LoadingUsageIntoSqlServer
{
    [Theory]
    [InlineData(UsageBulk.Days)]
    [InlineData(UsageBulk.Revisions)]
    public void The_statements_are_valid_and_touch_the_table_by_its_whole_key(string table)
    {
        var sql = SqlServerUsageBulk.StageSql(table, "#stage") + ";\n" + SqlServerUsageBulk.UpsertSql(table, "#stage");

        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);

        Assert.Empty(errors.Select(e => $"{e.Line}: {e.Message}"));
        Assert.Equal(table == UsageBulk.Revisions, sql.Contains("d.\"Revision\" = s.\"Revision\" AND", StringComparison.Ordinal) || sql.Contains("AND d.\"Revision\" = s.\"Revision\"", StringComparison.Ordinal));
        Assert.DoesNotContain("MERGE", sql, StringComparison.Ordinal);
    }
}
