using Microsoft.Extensions.Options;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Han;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Features.Invitations;

/// <summary>Makes an invitation of a form that its validator has let pass: to be sent, or only to show its mail.</summary>
public sealed class NewInvitation(TimeProvider time, CodeEntry codes, InstallationCodes installationCodes, IOptions<RuleOptions> rules)
{
    /// <summary>Whom the form invites; null: its code fits no more.</summary>
    public async Task<InvitationReceiver?> ReceiverAsync(InvitationForm form, CancellationToken cancellationToken)
    {
        if (form.ParsedCode() is not { } code)
            return InvitationReceiver.ByAddress(form.Email!.Trim());
        return await codes.FindAsync(code, form.ParsedEsiids(), cancellationToken) is { } customerId ? InvitationReceiver.ByCode(code, customerId) : null;
    }

    public Invitation Of(InvitationForm form, InvitationReceiver receiver, Guid userId)
    {
        var now = time.GetUtcNow();
        var invitation = Invitation.Issue(
            new InvitationAuthor(form.ThirdPartyId, userId), receiver, form.ParsedEsiids(), form.Terms(CentralTime.DayOf(now)), form.Said(),
            TimeSpan.FromDays(rules.Value.InvitationDays), now);
        if (invitation.Kind == Domain.Agreements.AgreementKind.InHomeDevice)
            invitation.KeepCode(installationCodes.Protect(invitation.Mac!, InstallationCode.TryParse(form.InstallationCode)!));
        return invitation;
    }
}
