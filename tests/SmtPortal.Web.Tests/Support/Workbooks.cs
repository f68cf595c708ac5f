using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace SmtPortal.Web.Tests.Support;

/// <summary>Makes Excel workbooks as people's programs write them.</summary>
public static class Workbooks
{
    /// <summary>A workbook whose first sheet holds these rows: half of the texts shared, half inline; a null cell is left out.</summary>
    public static byte[] Of(params string?[][] rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var shared = workbook.AddNewPart<SharedStringTablePart>();
            shared.SharedStringTable = new SharedStringTable();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            var data = new SheetData();
            for (var r = 0; r < rows.Length; r++)
            {
                var row = new Row { RowIndex = (uint)r + 1 };
                for (var c = 0; c < rows[r].Length; c++)
                {
                    if (rows[r][c] is { } text)
                        row.Append(CellOf(text, $"{(char)('A' + c)}{r + 1}", (r + c) % 2 == 0 ? shared.SharedStringTable : null));
                }

                data.Append(row);
            }

            sheet.Worksheet = new Worksheet(data);
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = "Sheet1" }));
        }

        return stream.ToArray();
    }

    private static Cell CellOf(string text, string reference, SharedStringTable? shared)
    {
        // Digits that Excel was not told to keep as text.
        if (text.StartsWith('#'))
            return new Cell { CellReference = reference, CellValue = new CellValue(text[1..]) };
        if (shared is null)
            return new Cell { CellReference = reference, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };
        shared.Append(new SharedStringItem(new Text(text)));
        return new Cell { CellReference = reference, DataType = CellValues.SharedString, CellValue = new CellValue(shared.Elements<SharedStringItem>().Count() - 1) };
    }
}
