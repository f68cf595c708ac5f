using System.Net;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Security;

/// <summary>What the script and the browser do with passkeys.</summary>
public static class PasskeySteps
{
    public const string Refused = "This passkey does not sign in here. Try again, or use your password.";

    /// <summary>What the browser is asked on a page whose form is marked.</summary>
    public static async Task<string> Ask(this PortalClient browser, Page page, string? button = null)
    {
        var form = button is null ? page.Document.QuerySelector("form[data-passkey]")! : page.FormOf(button).Form;
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("data-question"));
        request.Headers.Add("RequestVerificationToken", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
        using var answer = await browser.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Adds a passkey, or tries to; what comes back, not what it leads to.</summary>
    public static async Task<Page> TryAddPasskey(this PortalClient browser, PasskeyDevice device, string name = "My telephone")
    {
        var page = (await browser.GetPage("/security/passkeys/new")).Expect(HttpStatusCode.OK);
        Assert.Equal("Add a passkey", page.Heading);
        return await browser.PostOnly(page, new { Name = name, Answer = device.Create(await browser.Ask(page)) }, "Add the passkey");
    }

    public static async Task<PasskeyDevice> AddPasskey(this PortalClient browser, string name = "My telephone")
    {
        var device = new PasskeyDevice();
        (await browser.TryAddPasskey(device, name)).Expect(HttpStatusCode.Redirect);
        return device;
    }

    /// <summary>Signs in with a passkey, or tries to; what comes back, not what it leads to.</summary>
    public static async Task<Page> TryPasskey(this PortalClient browser, PasskeyDevice device, Page? from = null, string button = "Sign in with a passkey")
    {
        var page = from ?? await browser.GetPage("/sign-in");
        return await browser.PostOnly(page, new { Answer = device.Sign(await browser.Ask(page, button)) }, button);
    }
}
