using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SmtPortal.Web.Tests.Support;

/// <summary>What a script would make on SQL Server, by Microsoft's own parser and model library and without a server.</summary>
public sealed class SqlServerScript : IDisposable
{
    private readonly TSqlModel model = new(SqlServerVersion.Sql160, new TSqlModelOptions());

    public SqlServerScript(string text)
    {
        var script = Parse(text, out var errors);
        Assert.Empty(errors);
        // Rows that a table starts with are no objects of the model.
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements).Where(s => s is CreateTableStatement or CreateIndexStatement or AlterTableStatement))
            model.AddObjects(string.Concat(statement.ScriptTokenStream.Skip(statement.FirstTokenIndex).Take(statement.LastTokenIndex - statement.FirstTokenIndex + 1).Select(token => token.Text)));
    }

    public int Tables => model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass).Count();

    public static IEnumerable<string> SyntaxFaults(string text)
    {
        Parse(text, out var errors);
        return errors.Select(error => $"line {error.Line}: {error.Message}");
    }

    /// <summary>What refers to something that is not there, and the like.</summary>
    public IEnumerable<string> Faults() => model.Validate().Select(message => message.ToString());

    public void Dispose() => model.Dispose();

    private static TSqlScript Parse(string text, out IList<ParseError> errors) => (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out errors);
}
