using System.Globalization;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Web.Localization;

/// <summary>How days, moments and amounts are written for people, in the language of the page.</summary>
public static class Show
{
    /// <summary><c>Nov 23, 2026</c>, in Spanish <c>23 nov 2026</c>.</summary>
    public static string Day(DateOnly day) => IsSpanish
        ? day.ToString("d MMM yyyy", Culture(Language.Spanish))
        : day.ToString("MMM d, yyyy", CultureInfo.GetCultureInfo("en-US"));

    /// <summary>The same; nothing where there is no day, as at the end of what has no end of its own.</summary>
    public static string Day(DateOnly? day) => day is { } known ? Day(known) : "";

    /// <summary><c>Nov 23, 2026, 2:05 PM CT</c>: Central wall-clock time.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var local = CentralTime.Local(moment);
        var clock = local.ToString(IsSpanish ? "H:mm" : "h:mm tt", CultureInfo.GetCultureInfo("en-US"));
        return $"{Day(DateOnly.FromDateTime(local.DateTime))}, {clock} CT";
    }

    /// <summary>Watt-hours as kilowatt-hours with three decimals: <c>52.788</c>.</summary>
    public static string Kwh(long wattHours) => (wattHours / 1000m).ToString("#,##0.000", CultureInfo.GetCultureInfo("en-US"));

    /// <summary>The language that a person chose, as a culture.</summary>
    public static CultureInfo Culture(Language language) => CultureInfo.GetCultureInfo(language == Language.Spanish ? "es-US" : "en-US");

    /// <summary>The language of the page being written.</summary>
    public static Language CurrentLanguage => IsSpanish ? Language.Spanish : Language.English;

    private static bool IsSpanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";
}
