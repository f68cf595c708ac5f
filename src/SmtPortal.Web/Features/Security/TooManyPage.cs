using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace SmtPortal.Web.Features.Security;

/// <summary>The answer to one try too many.</summary>
/// <param name="Title">A key of the texts, like the others.</param>
/// <param name="Why">Why there is a limit.</param>
/// <param name="Hint">What helps meanwhile.</param>
/// <param name="OffersReset">Whether a new password is a way on.</param>
public sealed record TooManyPage(string Title, string Why, string Hint, bool OffersReset, TimeSpan Wait);

public static class TooManyPages
{
    /// <summary>A password or code that somebody might guess.</summary>
    public static ViewResult TooManyTries(this Controller controller, TimeSpan wait) => Show(controller, new TooManyPage(
        "Too many tries", "To keep accounts safe from guessing, this can be tried only so often.",
        "If you forgot your password, you need not wait: a mail lets you choose a new one.", OffersReset: true, wait));

    /// <summary>Details of a home that somebody might guess.</summary>
    public static ViewResult TooManyProofs(this Controller controller, TimeSpan wait) => Show(controller, new TooManyPage(
        "Too many tries", "To keep homes safe from guessing, details can be checked only so often.",
        "Meanwhile, keep your latest bill at hand: ESIID, meter number and REP stand on it.", OffersReset: false, wait));

    /// <summary>Mail that somebody might be flooded with.</summary>
    public static ViewResult TooManyMails(this Controller controller, TimeSpan wait) => Show(controller, new TooManyPage(
        "Too many mails", "So that nobody's mailbox is flooded, mail like this can be asked for only so often. Nothing was sent or changed.",
        "If you wait for one of these mails, look into the folder for junk mail, too.", OffersReset: false, wait));

    /// <summary>Status 429: how long to wait, for people and for programs.</summary>
    private static ViewResult Show(Controller controller, TooManyPage page)
    {
        controller.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        controller.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(page.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return controller.View("/Features/Security/TooMany.cshtml", page);
    }
}
