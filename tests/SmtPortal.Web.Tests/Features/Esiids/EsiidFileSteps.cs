using System.Net.Http.Headers;
using System.Text;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Esiids;

public static class EsiidFileSteps
{
    public static string Line(Premise premise, string? meter = null, string? rep = null) => $"{premise.Esiid},{meter ?? premise.MeterNumber},{rep ?? premise.RepCertificate}";

    public static Task<Page> SendFile(this PortalClient browser, params string[] lines) => browser.SendFile(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "esiids.csv");

    public static async Task<Page> SendFile(this PortalClient browser, byte[] file, string name)
    {
        var form = await browser.GetPage("/customer/esiids/file");
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { part, "File", name },
        };
        return await Page.ReadAsync(await browser.Http.PostAsync("/customer/esiids/file", content));
    }

    /// <summary>What became of each line: number, result, what to do.</summary>
    public static IReadOnlyList<(int Line, string Result, string ToDo)> Lines(this Page page) =>
    [.. page.Document.QuerySelectorAll("main tbody tr").Select(row => (int.Parse(row.Children[0].TextContent, System.Globalization.CultureInfo.InvariantCulture), Fold(row.Children[2].TextContent), Fold(row.Children[3].TextContent)))
        .OrderBy(line => line.Item1)];

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
