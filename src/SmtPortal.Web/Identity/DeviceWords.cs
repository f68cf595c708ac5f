namespace SmtPortal.Web.Identity;

/// <summary>What a browser says about itself, in words that its owner knows it by. Rough: it is for people, and proves nothing.</summary>
public static class DeviceWords
{
    public const int MaxLength = 60;

    /// <summary>The first that is found counts: most browsers name others beside themselves.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Chromium/", "Chromium"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Firefox, Windows</c>; empty when neither is known.</summary>
    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return string.Join(", ", new[] { Find(Browsers, agent), Find(Systems, agent) }.OfType<string>());
    }

    private static string? Find((string Sign, string Name)[] signs, string agent) =>
        Array.Find(signs, sign => agent.Contains(sign.Sign, StringComparison.Ordinal)).Name;
}
