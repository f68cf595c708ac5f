using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmtPortal.Simulator.Smtp;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Mail;

/// <summary>
/// The mailboxes of the demo's people: what the catcher holds, as its receivers see it, working links included. Open to
/// whoever sits at the machine, which is all that the demo answers to; outside of the demo there is no catcher and no page.
/// </summary>
/// <param name="catcher">Null outside of the demo.</param>
[AllowAnonymous]
public sealed class DemoMailController(SmtpCatcher? catcher = null) : Controller
{
    [HttpGet("/demo/mail")]
    public IActionResult List()
    {
        if (catcher is null)
            return NotFound();
        var boxes = catcher.Mails.Reverse().SelectMany(m => m.Receivers.Select(r => (Receiver: r, Mail: m)))
            .GroupBy(m => m.Receiver, StringComparer.OrdinalIgnoreCase)
            .Select(box => new DemoMailbox(box.Key, [.. box.Select(m => m.Mail)])).ToList();
        return View("DemoMailList", boxes);
    }

    [HttpGet("/demo/mail/{number:long}")]
    public IActionResult Show(long number)
    {
        if (catcher?.Find(number) is not { } mail)
            return NotFound();
        Response.AllowMailFrame();
        return View("DemoMailPage", mail);
    }

    /// <summary>The HTML part, for the frame on the mail's page.</summary>
    [HttpGet("/demo/mail/{number:long}/html")]
    public IActionResult Html(long number)
    {
        if (catcher?.Find(number)?.Message.HtmlBody is not { } html)
            return NotFound();
        Response.MarkAsMail();
        return Content(MailFrame.InNewTab(html), MailFrame.ContentType);
    }
}

/// <summary>What one receiver got, newest first.</summary>
public sealed record DemoMailbox(string Receiver, IReadOnlyList<CaughtMail> Mails);
