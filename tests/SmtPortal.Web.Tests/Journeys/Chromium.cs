using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using SmtPortal.Web.Data.Demo;
using SmtPortal.Web.Tests.Support;

[assembly: AssemblyFixture(typeof(SmtPortal.Web.Tests.Journeys.Chromium))]

namespace SmtPortal.Web.Tests.Journeys;

/// <summary>
/// The demo as a process of its own, and a real browser before it: one of each for all journeys, started when the first of them
/// asks. Without a browser their tests are skipped, and say so.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>The one without windows comes first: it takes a third less of the processor.</summary>
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly PortalProcess portal = new("Portal:DemoMonths=2", "RateLimits:RequestsPerMinute=100000", "RateLimits:SignInsPerMinute=1000");
    private readonly Lazy<Task> demo;
    private readonly Lazy<Task<IBrowser?>> browser;
    private IPlaywright? playwright;

    public Chromium()
    {
        demo = new Lazy<Task>(portal.StartAsync);
        browser = new Lazy<Task<IBrowser?>>(LaunchAsync);
    }

    /// <summary>A person with a browser of their own; what the browser complains about is kept.</summary>
    /// <param name="address">Of another portal than the demo; its certificate may be its own.</param>
    public async Task<Visitor> VisitorAsync(ColorScheme colors = ColorScheme.Light, int width = 1280, string locale = "en-US", Uri? address = null)
    {
        var launched = await browser.Value;
        if (launched is null)
            Assert.Skip("No Chromium on this machine: " + string.Join(", ", Places));
        if (address is null)
            await demo.Value;
        var context = await launched.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = (address ?? portal.Address).ToString(),
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
        if (browser.IsValueCreated && await browser.Value is { } launched)
            await launched.DisposeAsync();
        playwright?.Dispose();
        await portal.DisposeAsync();
    }

    private async Task<IBrowser?> LaunchAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } program)
            return null;
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}

/// <summary>Somebody at the browser.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

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

    /// <summary>Waits for the newest mail to a receiver with a link of this word, as the demo's mailbox shows it; the sweep that takes up what a bell missed comes each minute.</summary>
    /// <returns>The address of the link.</returns>
    public async Task<string> LinkInMailAsync(string receiver, string word)
    {
        for (var tries = 0; tries < 150; tries++)
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
        var broken = dark ? await BrokenRulesAsync("rule", "color-contrast", "target-size", "scrollable-region-focusable") : await BrokenRulesAsync("tag", Tags);
        faults.AddRange(broken.Select(rule => $"{name}: {rule}"));
        return faults;
    }

    /// <summary>
    /// What axe finds in the open page, with the first places of each. Run in the page itself: its own adapter for Playwright opens
    /// another page for each result, which is for frames of other sites, and costs as much as the looking.
    /// </summary>
    /// <param name="kind">What the names are: "rule" or "tag".</param>
    public async Task<IReadOnlyList<string>> BrokenRulesAsync(string kind, params string[] names)
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>(
            """
            async asked => {
                const result = await axe.run(document, { runOnly: asked, resultTypes: ['violations'] });
                return result.violations.map(broken => `${broken.id}: ${broken.help}: ${broken.nodes.slice(0, 3).map(node => node.html).join('; ')}`);
            }
            """,
            new { type = kind, values = names });
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
