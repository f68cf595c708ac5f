using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Email;

public sealed class WritingMail(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly EmailLinks Links = new("https://portal.test", "TOKEN");

    [Fact]
    public void ACC_2_the_mail_that_confirms_an_address_in_English()
    {
        var (subject, body) = Write(new ConfirmAddressEmail(Guid.NewGuid()), Language.English);
        Assert.Equal("Confirm your e-mail address", subject);
        Assert.Equal(
            """
            Confirm your e-mail address
            ===========================

            Hello,

            This address was entered for an account at SmtPortal, where you decide who
            sees the data of your electricity meter. Confirm it to use the account.

            Confirm this address:
            https://portal.test/l/TOKEN/confirm

            If you did not ask for this, do nothing: without your confirmation nobody
            can sign in with this address.

            """.ReplaceLineEndings("\n"), body.ToText(Links));
    }

    [Fact]
    public void ACC_2_the_mail_that_confirms_an_address_in_Spanish()
    {
        var (subject, body) = Write(new ConfirmAddressEmail(Guid.NewGuid()), Language.Spanish);
        Assert.Equal("Confirme su correo electrónico", subject);
        Assert.Equal(
            """
            Confirme su correo electrónico
            ==============================

            Hola:

            Esta dirección se registró para una cuenta de SmtPortal, donde usted decide
            quién ve los datos de su medidor de electricidad. Confírmela para usar la
            cuenta.

            Confirmar esta dirección:
            https://portal.test/l/TOKEN/confirm

            Si usted no lo pidió, no haga nada: sin su confirmación, nadie puede iniciar
            sesión con esta dirección.

            """.ReplaceLineEndings("\n"), body.ToText(Links));
        Assert.Contains("<html lang=\"es\">", body.ToHtml(subject, Language.Spanish, Links), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_block_is_in_the_text_part()
    {
        Assert.Equal(
            """
            A heading
            =========

            A paragraph of words that is just long enough to be wrapped at the seventy
            sixth column, and no later.

            ESIID: 10443720000000001
            Address: a value so long that it goes on in a second line, which is indented
              under its label

            - one
            - two

            > I help you to find a cheaper plan.

            Accept:
            https://portal.test/l/TOKEN/accept

            Your agreement:
            https://portal.test/customer/agreements/12

            Web site:
            https://company.test/about

            Small print

            """.ReplaceLineEndings("\n"), Everything().ToText(Links));
    }

    [Fact]
    public void Html_has_the_same_words_and_links_as_the_text()
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Everything().ToHtml("Subject", Language.English, Links));
        var words = page.Body!.TextContent;
        foreach (var expected in new[] { "A heading", "A paragraph of words", "10443720000000001", "under its label", "two", "cheaper plan", "Small print" })
            Assert.Contains(expected, words, StringComparison.Ordinal);
        Assert.Equal(
            ["https://portal.test/l/TOKEN/accept", "https://portal.test/customer/agreements/12", "https://company.test/about"],
            page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("script, img, link, form"));
    }

    [Fact]
    public void Hostile_words_are_printed_not_obeyed()
    {
        const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\r\nBcc: x@evil.test";
        var body = new EmailBody().Heading(Hostile).Paragraph(Hostile).Facts((Hostile, Hostile)).Bullets(Hostile).Quote(Hostile)
            .Button(Hostile, EmailLink.To("/a?b=\"><script>")).Link(Hostile, EmailLink.ToWeb("https://evil.test/\"onmouseover=\"x")).SmallPrint(Hostile);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(body.ToHtml(Hostile, Language.English, Links));
        Assert.Empty(page.QuerySelectorAll("script, img"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.Equal("<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp; Bcc: x@evil.test", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("\nBcc", body.ToText(Links), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.test")]
    [InlineData("ftp://evil.test/x")]
    [InlineData("")]
    [InlineData(null)]
    public void A_web_link_that_is_not_http_is_left_out(string? address) => Assert.Null(EmailLink.ToWeb(address));

    [Fact]
    public void A_path_that_leaves_the_portal_is_refused() => Assert.Throws<ArgumentException>(() => EmailLink.To("//evil.test"));

    // INV-4: stored mails and the operator's screen show [link].
    [Fact]
    public void INV_4_without_a_token_links_read_link_and_lead_nowhere()
    {
        var hidden = new EmailLinks("https://portal.test", null);
        Assert.Contains("Accept:\n[link]\n", Everything().ToText(hidden), StringComparison.Ordinal);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Everything().ToHtml("Subject", Language.English, hidden));
        Assert.Contains("Accept [link]", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.Contains("/l/", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_stored_comes_back_as_it_was()
    {
        var stored = Everything().ToJson();
        Assert.StartsWith("{\"layout\":1,", stored, StringComparison.Ordinal);
        Assert.Equal(stored, EmailBody.FromJson(stored).ToJson());
        Assert.Equal(Everything().ToText(Links), EmailBody.FromJson(stored).ToText(Links));
        Assert.Throws<System.Text.Json.JsonException>(() => EmailBody.FromJson(stored.Replace("\"layout\":1", "\"layout\":2", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_token_link_needs_something_to_open()
    {
        var outbox = host.Services.GetRequiredService<Outbox>();
        Assert.Throws<ArgumentException>(() => outbox.Add(null!, new NothingToOpen(), "canary@canary.test", Language.English));
        Assert.Throws<ArgumentException>(() => outbox.Add(null!, new ConfirmAddressEmail(Guid.NewGuid()), "no address", Language.English));
    }

    private static EmailBody Everything() => new EmailBody()
        .Heading("A heading")
        .Paragraph("A paragraph of words that is just long enough to be wrapped at the seventy sixth column, and no later.")
        .Facts(("ESIID", "10443720000000001"), ("Empty", null), ("Address", "a value so long that it goes on in a second line, which is indented under its label"))
        .Bullets("one", "two")
        .Quote("I help you to find a cheaper plan.")
        .Button("Accept", EmailLink.ByToken("accept"))
        .Button("Your agreement", EmailLink.To("/customer/agreements/12"))
        .Link("Web site", EmailLink.ToWeb("https://company.test/about"))
        .SmallPrint("Small print");

    private (string Subject, EmailBody Body) Write(PortalEmail mail, Language language) => host.Services.GetRequiredService<Outbox>().Write(mail, language);

    private sealed class NothingToOpen : PortalEmail
    {
        public override string Kind => "nothing";

        public override string Subject(Microsoft.Extensions.Localization.IStringLocalizer<SmtPortal.Web.Localization.Texts> texts) => "x";

        public override EmailBody Body(Microsoft.Extensions.Localization.IStringLocalizer<SmtPortal.Web.Localization.Texts> texts) =>
            new EmailBody().Button("x", EmailLink.ByToken("x"));
    }
}
