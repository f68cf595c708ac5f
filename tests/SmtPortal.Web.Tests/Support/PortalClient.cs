using System.Net;
using AngleSharp.Html.Dom;

namespace SmtPortal.Web.Tests.Support;

/// <summary>A person at a browser without scripts: keeps cookies, reads pages, fills in the forms that pages really show.</summary>
public sealed class PortalClient(HttpClient http)
{
    public HttpClient Http => http;

    /// <summary>The page at an address; redirects are followed.</summary>
    public async Task<Page> GetPage(string url)
    {
        var page = await GetOnly(url);
        for (var hops = 0; page.Location is { } next && (int)page.Status is >= 300 and < 400 && hops < 10; hops++)
            page = await GetOnly(next);
        return page;
    }

    /// <summary>The answer itself, not what it redirects to.</summary>
    public async Task<Page> GetOnly(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Accept", "text/html");
        return await Page.ReadAsync(await http.SendAsync(request));
    }

    /// <summary>Fills in the form that holds the button (or the page's main form) and presses it; redirects are followed.</summary>
    public async Task<Page> PostForm(Page page, object? values = null, string? button = null)
    {
        var answer = await PostOnly(page, values, button);
        return answer.Location is { } next && (int)answer.Status is >= 300 and < 400 ? await GetPage(next) : answer;
    }

    public async Task<Page> PostOnly(Page page, object? values = null, string? button = null)
    {
        var (form, pressed) = page.FormOf(button);
        var fields = Fields(form);
        if (pressed?.GetAttribute("name") is { } name)
            fields.Add(new(name, pressed.GetAttribute("value") ?? ""));
        foreach (var property in values?.GetType().GetProperties() ?? [])
            Fill(fields, form, property.Name, property.GetValue(values));
        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page.Response.RequestMessage!.RequestUri! : new Uri(page.Response.RequestMessage!.RequestUri!, action);
        return await Page.ReadAsync(await http.PostAsync(target, new FormUrlEncodedContent(fields)));
    }

    public async Task<PortalClient> SignIn(string email, string password = Given.Password)
    {
        var page = await PostOnly(await GetPage("/sign-in"), new { Email = email, Password = password }, "Sign in");
        page.Expect(HttpStatusCode.Redirect);
        return this;
    }

    private static List<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var element in form.QuerySelectorAll("input, select, textarea"))
        {
            switch (element)
            {
                case IHtmlInputElement { Name.Length: > 0 } input when input.Type is not ("checkbox" or "radio" or "submit" or "file") || input.IsChecked:
                    fields.Add(new(input.Name!, input.Value));
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    fields.AddRange(select.SelectedOptions.Select(o => new KeyValuePair<string, string>(select.Name!, o.Value)));
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    fields.Add(new(area.Name!, area.Value));
                    break;
            }
        }

        return fields;
    }

    private static void Fill(List<KeyValuePair<string, string>> fields, IHtmlFormElement form, string name, object? value)
    {
        if (form.QuerySelector($"[name='{name}']") is null)
            throw new InvalidOperationException($"The form has no field '{name}':\n{form.OuterHtml}");
        fields.RemoveAll(f => f.Key == name);
        var values = value switch
        {
            null => [],
            string text => [text],
            IEnumerable<string> many => [.. many],
            DateOnly day => [day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)],
            bool on => on ? ["true"] : Array.Empty<string>(),
            _ => [value.ToString()!],
        };
        fields.AddRange(values.Select(v => new KeyValuePair<string, string>(name, v)));
    }
}
