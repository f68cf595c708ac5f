using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Web.Data;
using SmtPortal.Web.Email;
using SmtPortal.Web.Hosting;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Mail;

/// <summary>The operators' view of outgoing mail (OPS-2). Addresses of pages hold ids, never an e-mail address.</summary>
[Authorize(Policies.Operator)]
public sealed class OperatorMailController(PortalDbContext db, MailComposer composer, IStringLocalizer<Texts> texts) : Controller
{
    public const int PageSize = 50;

    [HttpGet("/ops/mail")]
    public async Task<IActionResult> List(OutgoingEmailStatus? status, string? before, CancellationToken cancellationToken)
    {
        var mails = db.OutgoingEmails.AsNoTracking();
        if (status is not null)
            mails = mails.Where(m => m.Status == status);
        if (MailCursor.TryParse(before) is { } cursor)
            mails = mails.Where(m => m.CreatedAt < cursor.CreatedAt || (m.CreatedAt == cursor.CreatedAt && m.Id < cursor.Id));
        var rows = await mails.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(PageSize + 1)
            .Select(m => new MailRow(m.Id, m.CreatedAt, m.To, m.Subject, m.Kind, m.Status, m.Attempts, m.NextAttemptAt)).ToListAsync(cancellationToken);
        var older = rows.Count > PageSize ? MailCursor.After(rows[PageSize - 1]) : null;
        return View("OperatorMailList", new MailList(status, before is not null, rows.Take(PageSize).ToList(), older));
    }

    [HttpGet("/ops/mail/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } mail)
            return NotFound();
        Response.AllowMailFrame();
        var text = mail.Body is null ? null : EmailBody.FromJson(mail.Body).ToText(composer.HiddenLinks);
        return View("OperatorMailPage", new MailPage(mail, text));
    }

    /// <summary>The HTML part, for the frame on the mail's page.</summary>
    [HttpGet("/ops/mail/{id:guid}/html")]
    public async Task<IActionResult> Html(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { Body: { } body } mail)
            return NotFound();
        Response.MarkAsMail();
        return Content(MailFrame.InNewTab(EmailBody.FromJson(body).ToHtml(mail.Subject, mail.Language, composer.HiddenLinks)), MailFrame.ContentType);
    }

    [HttpPost("/ops/mail/{id:guid}/resend")]
    public async Task<IActionResult> Resend(Guid id, [FromServices] ResendEmail resend, CancellationToken cancellationToken)
    {
        var (outcome, shown) = await resend.ExecuteAsync(id, User.UserId(), cancellationToken);
        if (outcome == ResendOutcome.NotFound)
            return NotFound();
        TempData["Banner"] = texts[outcome switch
        {
            ResendOutcome.SentAgain => "The mail goes out again. This is the new one.",
            ResendOutcome.TriedNow => "The mail is tried now.",
            ResendOutcome.BeingSent => "The mail is being sent at this moment.",
            _ => "The content of this mail was removed; it cannot be sent again.",
        }].Value;
        return RedirectToAction(nameof(Show), new { id = shown });
    }

    private Task<OutgoingEmail?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.OutgoingEmails.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
}

public sealed record MailRow(
    Guid Id, DateTimeOffset CreatedAt, string To, string Subject, string Kind, OutgoingEmailStatus Status, int Attempts, DateTimeOffset NextAttemptAt);

/// <param name="Status">The filter; null: all.</param>
/// <param name="Older">Cursor of the next page; null: this is the last.</param>
public sealed record MailList(OutgoingEmailStatus? Status, bool IsLaterPage, IReadOnlyList<MailRow> Rows, string? Older);

/// <param name="Text">The text part; null: the body was removed.</param>
public sealed record MailPage(OutgoingEmail Mail, string? Text);

/// <summary>Where a page of the list ends.</summary>
public sealed record MailCursor(DateTimeOffset CreatedAt, Guid Id)
{
    public static string After(MailRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.CreatedAt.UtcTicks}-{row.Id:N}");

    /// <summary>Null for what is no cursor: then the list begins at its beginning.</summary>
    public static MailCursor? TryParse(string? text) =>
        text?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(id, "N", out var guid)
            ? new MailCursor(new DateTimeOffset(moment, TimeSpan.Zero), guid)
            : null;
}

/// <summary>How a mail's own HTML is shown inside a page.</summary>
public static class MailFrame
{
    public const string ContentType = "text/html; charset=utf-8";

    /// <summary>Links of the mail open in a new tab: inside the frame they would be kept from everything.</summary>
    public static string InNewTab(string html)
    {
        var head = html.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);
        return head < 0 ? html : html.Insert(head + "<head>".Length, "<base target=\"_blank\">");
    }
}
