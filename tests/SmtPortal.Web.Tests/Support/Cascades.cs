using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SmtPortal.Web.Tests.Support;

/// <summary>SQL Server refuses a schema in which deleting a row reaches a table by two ways.</summary>
public static class Cascades
{
    public static IReadOnlyList<string> Twice(IRelationalModel model)
    {
        var faults = new List<string>();
        foreach (var start in model.Tables)
        {
            var reached = new HashSet<ITable> { start };
            Follow(start);

            void Follow(ITable table)
            {
                foreach (var key in table.ReferencingForeignKeyConstraints.Where(key => key.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault))
                {
                    if (!reached.Add(key.Table))
                        faults.Add($"deleting from {start.Name} reaches {key.Table.Name} twice, the second time by {key.Name}");
                    else if (key.OnDeleteAction == ReferentialAction.Cascade)
                        Follow(key.Table);
                }
            }
        }

        return faults;
    }
}
