using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>The demo as a process of its own, and a real browser before it. Without a browser its tests are skipped, and say so.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public PortalProcess Portal { get; } = new("Portal:DemoMonths=2", "RateLimits:RequestsPerMinute=100000", "RateLimits:SignInsPerMinute=1000");

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } program)
            return;
        await Portal.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A person with a browser of their own; what the browser complains about is kept.</summary>
    /// <param name="address">Of another portal than the demo; its certificate may be its own.</param>
    public async Task<Visitor> VisitorAsync(ColorScheme colors = ColorScheme.Light, int width = 1280, string locale = "en-US", Uri? address = null)
    {
        if (browser is null)
            Assert.Skip("No Chromium on this machine: " + string.Join(", ", Places));
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (address ?? Portal.Address).ToString(),
            IgnoreHTTPSErrors = address is not null,
            ColorScheme = colors,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            Locale = locale,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        return new Visitor(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await Portal.DisposeAsync();
    }
}

/// <summary>Somebody at the browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private readonly List<string> complaints = [];

    public Visitor(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    /// <summary>Errors on the browser's console: violations of the content security policy, files not found.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public async Task SignInAsync(string email, string password = DemoPeople.Password)
    {
        await Page.GotoAsync("/sign-in");
        await FillSignInAsync(email, password);
    }

    public async Task FillSignInAsync(string email, string password = DemoPeople.Password)
    {
        await Page.Locator("#Email").FillAsync(email);
        await Page.Locator("#Password").FillAsync(password);
        await Page.Locator("form:has(#Password) button.btn-primary").ClickAsync();
    }

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    /// <summary>Fills in fields by their labels.</summary>
    public async Task FillAsync(params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
            await Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
    }

    /// <summary>Waits for the newest mail to a receiver with a link of this word, as the demo's mailbox shows it.</summary>
    /// <returns>The address of the link.</returns>
    public async Task<string> LinkInMailAsync(string receiver, string word)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await Page.GotoAsync("/demo/mail");
            var mails = Page.Locator("section.mailbox", new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = receiver, Exact = true }) }).Locator("a");
            if (await mails.CountAsync() > 0)
            {
                await mails.First.ClickAsync();
                var links = await Page.Locator("pre.mail-text a").EvaluateAllAsync<string[]>("all => all.map(a => a.href)");
                if (Array.Find(links, link => link.Contains("/l/", StringComparison.Ordinal) && link.EndsWith("/" + word, StringComparison.Ordinal)) is { } found)
                    return found;
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"No mail to {receiver} with a link '{word}' arrived.");
    }

    /// <summary>What is wrong with the page that is open: wider than the window, or not accessible.</summary>
    public async Task<IReadOnlyList<string>> FaultsOfPageAsync(string name, bool dark)
    {
        var faults = new List<string>();
        var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
            faults.Add($"{name}: {overflow} pixels wider than the window");
        // A mail is shown in a frame that lets no script run, so axe, which is one, would wait in it for ever.
        if (await Page.Locator("iframe[sandbox]").CountAsync() > 0)
            return faults;
        // The page is the same in the dark; what differs is asked.
        var asked = dark ? new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "target-size", "scrollable-region-focusable"] } : new RunOnlyOptions { Type = "tag", Values = [.. Tags] };
        var result = await Page.RunAxe(new AxeRunOptions { RunOnly = asked, ResultTypes = [ResultType.Violations] });
        faults.AddRange(result.Violations.Select(v => $"{name}: {v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html))}"));
        return faults;
    }

    /// <summary>Gives the browser a device that keeps passkeys and is unlocked by its owner.</summary>
    public async Task HasAuthenticatorAsync()
    {
        var devices = await Page.Context.NewCDPSessionAsync(Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
