using Microsoft.Extensions.Localization;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Email;

/// <summary>
/// A mail of the portal: one class for each, told in its constructor what it is about. Subject and body are made in the
/// receiver's language: <see cref="Show"/> and the texts write in it.
/// </summary>
public abstract class PortalEmail
{
    /// <summary>Stable code, at most <see cref="OutgoingEmail.KindMaxLength"/> characters.</summary>
    public abstract string Kind { get; }

    /// <summary>What the mail's token links open; null for a mail without any.</summary>
    public virtual TokenTarget? Opens => null;

    /// <summary>Whether it leaves for a company that is suspended, as the mail that says so; all else waits (ACC-8).</summary>
    public virtual bool LeavesWhileSuspended => false;

    public abstract string Subject(IStringLocalizer<Texts> texts);

    public abstract EmailBody Body(IStringLocalizer<Texts> texts);
}

/// <summary>What a token link opens.</summary>
/// <param name="Kind">One of the kinds in <see cref="LinkTargets"/>.</param>
/// <param name="Id">Public id of the thing.</param>
public sealed record TokenTarget(string Kind, Guid Id);
