using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>
/// Every page that needs no parameter, found in the endpoint table, and the first thing each list leads to: by each role, on
/// a desk and on a phone, light and dark, checked by axe; in the quick tier on one of the two, by the run's seed. With <c>SMTPORTAL_SCREENSHOTS</c> set to a folder each is kept as a picture.
/// </summary>
[Trait("Once", "true")]
public sealed class LookingAtEveryPage(Chromium chromium, PortalHost host) : IClassFixture<PortalHost>
{
    /// <summary>Not pages, not ours, or of a company that the demo has none of.</summary>
    private static readonly string[] Left = ["/health", "/ops/jobs", "/error", "/demo/mail/", "/session", "/security/authenticator/qr", "/company/waiting"];

    /// <summary>There for a business's account only.</summary>
    private const string OfBusinesses = "/customer/users";

    public static TheoryData<string?, ColorScheme, int> Looks()
    {
        (ColorScheme, int)[] both = [(ColorScheme.Light, 1280), (ColorScheme.Dark, 375)];
        var looks = new TheoryData<string?, ColorScheme, int>();
        foreach (var (email, rotated) in new[] { null, DemoPeople.James.Email, DemoPeople.Shop.Email, DemoPeople.Adviser.Email, DemoPeople.OperatorEmail }.Select((email, place) => (email, place % 2 == 0 ? both : [both[1], both[0]])))
            foreach (var (colors, width) in Tier.Share(rotated, both.Length))
                looks.Add(email, colors, width);
        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public Task It_is_accessible_fits_and_breaks_no_policy(string? email, ColorScheme colors, int width) => LookAroundAsync(email, email, colors, width, "en-US");

    public static TheoryData<string?> SpanishLooks() => new(Tier.Share<string?>([null, DemoPeople.Maria.Email], 2));

    /// <summary>Spanish words are longer. Customers' pages and those of guests are what speaks it.</summary>
    [Theory]
    [MemberData(nameof(SpanishLooks))]
    public Task So_it_is_in_Spanish(string? email) => LookAroundAsync(email, email is null ? null : DemoPeople.James.Email, ColorScheme.Light, 375, "es-US");

    /// <param name="like">Whose pages are looked at: somebody in the same role.</param>
    private async Task LookAroundAsync(string? email, string? like, ColorScheme colors, int width, string locale)
    {
        await using var visitor = await chromium.VisitorAsync(colors, width, locale);
        if (email is not null)
            await visitor.SignInAsync(email);
        var faults = new List<string>();
        var (ahead, seen) = (new Queue<string>(AddressesOf(like)), new HashSet<string>());
        Assert.NotEmpty(ahead);
        while (ahead.TryDequeue(out var address))
        {
            if (!seen.Add(Shape(address)))
                continue;
            await LookAsync(visitor, address, $"{email?.Split('@')[0] ?? "guest"}-{locale[..2]}-{width}-{colors}", colors == ColorScheme.Dark, faults);
            // The first thing of each kind that a list leads to.
            if (!address.Any(char.IsAsciiDigit))
                foreach (var link in await visitor.Page.Locator("main a[href^='/']").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"))
                    if (!link.Contains('?', StringComparison.Ordinal) && link.Any(char.IsAsciiDigit))
                        ahead.Enqueue(link);
        }

        faults.AddRange(visitor.Complaints);
        Faults.None(faults);
    }

    /// <summary>Section 10: the HTML part as a mail program on a phone shows it, in both languages; in the quick tier a tenth of them.</summary>
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Mails_of_consent_fit_a_phone(ColorScheme colors)
    {
        await using var visitor = await chromium.VisitorAsync(colors, 375);
        var faults = new List<string>();
        var all = ConsentMails.All.SelectMany(m => (m.Value is ICompanyNews ? [Language.English] : Enum.GetValues<Language>()).Select(language => (m.Key, m.Value, language))).ToList();
        foreach (var (name, mail, language) in Tier.Share(all, 10))
        {
            var (subject, body) = host.Services.GetRequiredService<Outbox>().Write(mail, language);
            await visitor.Page.SetContentAsync(body.ToHtml(subject, language, new EmailLinks("https://portal.test", "TOKEN")));
            if (Environment.GetEnvironmentVariable("SMTPORTAL_SCREENSHOTS") is { Length: > 0 } folder)
                await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"mail {name} {language} {colors}.png") });
            var overflow = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
                faults.Add($"{name} ({language}): {overflow} pixels wider than the phone");
            var low = await visitor.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.button-frame a')].filter(a => a.getBoundingClientRect().height < 44).map(a => a.textContent)");
            faults.AddRange(low.Select(button => $"{name} ({language}): the button '{button}' is too low for a thumb"));
            faults.AddRange((await visitor.BrokenRulesAsync("rule", "color-contrast")).Select(rule => $"{name} ({language}): {rule}"));
        }

        Faults.None(faults);
    }

    [Fact]
    public async Task What_is_wrong_with_a_page_is_told()
    {
        await using var visitor = await chromium.VisitorAsync(width: 375);
        await visitor.Page.SetContentAsync("<html lang='en'><head><title>Faulty</title></head><body><main><h1 style='color: #ccc; background: #fff'>Pale</h1><input><div style='width: 600px'>Wide</div></main></body></html>");
        Assert.Collection((await visitor.FaultsOfPageAsync("page", dark: false)).Order(StringComparer.Ordinal),
            wide => Assert.StartsWith("page: 2", wide, StringComparison.Ordinal),
            pale => Assert.StartsWith("page: color-contrast: ", pale, StringComparison.Ordinal),
            nameless => Assert.StartsWith("page: label: ", nameless, StringComparison.Ordinal));
        Assert.StartsWith("page: color-contrast: ", (await visitor.FaultsOfPageAsync("page", dark: true))[1], StringComparison.Ordinal);
    }

    private IEnumerable<string> AddressesOf(string? email)
    {
        // What everybody sees, or a guest; and what is behind the sign-in, once.
        string[] own = email == DemoPeople.James.Email ? ["/customer", "/security"] : email == DemoPeople.Shop.Email ? [OfBusinesses] : email == DemoPeople.Adviser.Email ? ["/company"] : email == DemoPeople.OperatorEmail ? ["/ops"] : [];
        string[] signedIn = ["/customer", "/security", "/company", "/ops"];
        return Endpoints.Of(host)
            .Where(e => e is { Method: "GET", Parameters.Count: 0 } && !Below(Left, e.Route) && !IsFile(e.Route))
            .Select(e => e.Route).Where(r => email is null ? !Below(signedIn, r) : Below(own, r) && Below([OfBusinesses], r) == (email == DemoPeople.Shop.Email));
    }

    private static bool IsFile(string route) => route.EndsWith(".csv", StringComparison.Ordinal) || route.EndsWith(".xlsx", StringComparison.Ordinal);

    private static bool Below(string[] folders, string route) => folders.Any(f => route.StartsWith(f, StringComparison.Ordinal));

    /// <summary>An address without its ids.</summary>
    private static string Shape(string address) => string.Join('/', address.Split('/').Select(part => part.Any(char.IsAsciiDigit) ? "#" : part));

    private static async Task LookAsync(Visitor visitor, string address, string name, bool dark, List<string> faults)
    {
        var answer = await visitor.Page.GotoAsync(address);
        if (answer!.Status >= 400)
            faults.Add($"{address}: {answer.Status}");
        if (Environment.GetEnvironmentVariable("SMTPORTAL_SCREENSHOTS") is { Length: > 0 } folder)
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"{name}{Shape(address).Replace('/', '_').Replace("#", "one", StringComparison.Ordinal)}.png") });
        faults.AddRange(await visitor.FaultsOfPageAsync($"{address} ({name})", dark));
    }
}
