using System.Text.Json;
using System.Text.Json.Serialization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Data;
using SmtPortal.Web.Features.Webhooks;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Features.Ledger;

/// <summary>Writes down each consent decision, for the ledger and for the company's webhook, in the save of the decision itself.</summary>
public sealed class ConsentLedger(PortalDbContext db, TimeProvider time, IHttpContextAccessor http)
{
    /// <summary>Version of the words on the pages on which people decide. New words, new version.</summary>
    public const string TextVersion = "consent-2026-11";

    private static readonly JsonSerializerOptions Named = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    public void Record(ConsentAct act, Invitation invitation, Guid? actor, Guid? customerId = null)
    {
        Add(act, new LedgerSubject(invitation.ThirdPartyId, customerId ?? invitation.CustomerId, invitation.PublicId, null, actor), new
        {
            invitation.Email,
            Esiids = invitation.Esiids.Select(e => e.Esiid),
            invitation.Kind,
            invitation.Terms,
            invitation.Purpose,
            invitation.PurposeText,
            invitation.CodeEnding,
            Device = Of(invitation.Device),
        });
        Tell(act, invitation.ThirdPartyId, invitation.PublicId, "invitation");
    }

    public void Record(ConsentAct act, Agreement agreement, Guid? actor)
    {
        Add(act, new LedgerSubject(agreement.ThirdPartyId, agreement.CustomerId, null, agreement.PublicId, actor), new
        {
            agreement.Email,
            Esiids = agreement.Esiids.Select(e => e.Esiid),
            agreement.Kind,
            agreement.Terms,
            agreement.LastDay,
            agreement.EndReason,
            agreement.TerminationReason,
            agreement.TerminationText,
            agreement.CodeEnding,
            Device = Of(agreement.Device),
        });
        Tell(act, agreement.ThirdPartyId, agreement.PublicId, "agreement");
    }

    /// <summary>What becomes of a request to extend; <see cref="ConsentAct.Extended"/> is recorded of the agreement.</summary>
    public void Record(ConsentAct act, ExtensionRequest request, Guid agreementId, Guid? actor)
    {
        Add(act, new LedgerSubject(request.ThirdPartyId, request.CustomerId, null, agreementId, actor), new { request.Id, request.LastDay });
        Tell(act, request.ThirdPartyId, agreementId, "agreement");
    }

    /// <summary>The end of an occupancy, which concerns no single company.</summary>
    /// <param name="act">By a move, or because the account was closed.</param>
    /// <param name="lastDay">Last Central day of it.</param>
    public void RecordOccupancyEnd(ConsentAct act, Guid customerId, string esiid, DateOnly lastDay, Guid? actor) =>
        Add(act, new LedgerSubject(null, customerId, null, null, actor), new { Esiid = esiid, LastDay = lastDay });

    private static object? Of(DeviceTerms? device) => device is null ? null : new { Mac = device.Mac.Value, device.Type, device.Description };

    private void Add(ConsentAct act, LedgerSubject subject, object personal)
    {
        var json = JsonSerializer.Serialize(new { What = personal, By = Visitor() }, Named);
        var (entry, data) = LedgerEntry.Record(act, subject, TextVersion, json, time.GetUtcNow());
        db.LedgerEntries.Add(entry);
        db.LedgerPersonalData.Add(data);
    }

    /// <summary>
    /// The customer, or whoever held the mail's link, as the decision came in; null where the clock or a file decided. People of a
    /// company are named by their id only: customers read what stands here in their receipts.
    /// </summary>
    private object? Visitor() => http.HttpContext is { User: var user } visit && !user.Is(PortalRole.ThirdParty) && !user.Is(PortalRole.Operator)
        ? new { Name = user.FindFirst(PortalClaims.DisplayName)?.Value, SignIn = user.Identity?.Name, Address = visit.Connection.RemoteIpAddress?.ToString() }
        : null;

    /// <summary>A reason that follows a rejection is no decision of its own; the company's webhook hears of it (INV-7).</summary>
    public void TellOfReason(Invitation invitation) => Tell("invitation.rejection_reason", invitation.ThirdPartyId, invitation.PublicId);

    private void Tell(ConsentAct act, Guid thirdPartyId, Guid subjectId, string noun) => Tell(
        noun + "." + act switch
        {
            ConsentAct.Invited => "created",
            ConsentAct.InvitationExpired => "expired",
            ConsentAct.InvitationCancelled => "cancelled",
            _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(act.ToString()),
        },
        thirdPartyId, subjectId);

    private void Tell(string type, Guid thirdPartyId, Guid subjectId) => db.WebhookEvents.Add(new WebhookEvent
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ThirdPartyId = thirdPartyId,
        Type = type,
        SubjectId = subjectId,
        At = time.GetUtcNow(),
    });
}
