using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Webhooks;

namespace SmtPortal.Web.Data.Configurations;

public sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasKey(i => i.Number);
        builder.ComplexProperty(i => i.Terms);
        builder.Ignore(i => i.Device).Ignore(i => i.Consent);
        builder.Property(i => i.DeviceDescription).HasMaxLength(DeviceTerms.DescriptionMaxLength);
        builder.Property(i => i.EncryptedCode).HasMaxLength(InstallationCode.EncryptedMaxLength);
        builder.Property(i => i.CodeEnding).HasMaxLength(InvitationReceiver.EndingMaxLength);
        builder.Property(i => i.PurposeText).HasMaxLength(Invitation.TextMaxLength);
        builder.Property(i => i.RejectionText).HasMaxLength(Invitation.TextMaxLength);
        builder.Property(i => i.Reference).HasMaxLength(Invitation.ReferenceMaxLength);
        builder.Property(i => i.NormalizedReference).HasMaxLength(Invitation.ReferenceMaxLength);
        builder.Property(i => i.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(i => i.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(i => i.PublicId).IsUnique();
        builder.HasIndex(i => new { i.ThirdPartyId, i.Number });
        // What a company filters and looks for in its list.
        builder.HasIndex(i => new { i.ThirdPartyId, i.Status, i.Number });
        builder.HasIndex(i => new { i.ThirdPartyId, i.Kind, i.Number });
        builder.HasIndex(i => new { i.ThirdPartyId, i.Access, i.Number });
        builder.HasIndex(i => new { i.ThirdPartyId, i.NormalizedEmail });
        builder.HasIndex(i => new { i.ThirdPartyId, i.NormalizedReference });
        // The daily limit, what was sent in a time, and rates of answers.
        builder.HasIndex(i => new { i.ThirdPartyId, i.CreatedAt });
        builder.HasIndex(i => new { i.ThirdPartyId, i.Status, i.EndsAt, i.Number });
        builder.HasIndex(i => new { i.NormalizedEmail, i.Status });
        builder.HasIndex(i => new { i.CustomerId, i.Status });
        builder.HasIndex(i => new { i.Status, i.EndsAt });
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(i => i.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsMany(i => i.Esiids, esiid =>
        {
            esiid.ToTable("InvitationEsiids");
            esiid.WithOwner().HasForeignKey("InvitationNumber");
            esiid.HasKey("InvitationNumber", nameof(InvitationEsiid.Esiid));
            esiid.Property(e => e.Esiid).HasMaxLength(Esiid.MaxLength);
            esiid.Property(e => e.OpenKey).HasMaxLength(InvitationEsiid.OpenKeyMaxLength);
            esiid.HasIndex(e => e.OpenKey).IsUnique();
            esiid.HasIndex(e => e.Esiid);
        });
    }
}

public sealed class CompanyBlockConfiguration : IEntityTypeConfiguration<CompanyBlock>
{
    public void Configure(EntityTypeBuilder<CompanyBlock> builder)
    {
        builder.Property(b => b.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(b => new { b.ThirdPartyId, b.NormalizedEmail }).IsUnique();
        builder.HasIndex(b => new { b.ThirdPartyId, b.CustomerId }).IsUnique();
        builder.HasIndex(b => b.NormalizedEmail);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(b => b.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(b => b.CustomerId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class AgreementConfiguration : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> builder)
    {
        builder.HasKey(a => a.Number);
        builder.ComplexProperty(a => a.Terms);
        builder.Ignore(a => a.Device).Ignore(a => a.Consent);
        builder.Property(a => a.DeviceDescription).HasMaxLength(DeviceTerms.DescriptionMaxLength);
        builder.Property(a => a.CodeEnding).HasMaxLength(InvitationReceiver.EndingMaxLength);
        builder.HasIndex(a => new { a.Mac, a.Status });
        builder.Property(a => a.PurposeText).HasMaxLength(Invitation.TextMaxLength);
        builder.Property(a => a.Reference).HasMaxLength(Invitation.ReferenceMaxLength);
        builder.Property(a => a.NormalizedReference).HasMaxLength(Invitation.ReferenceMaxLength);
        builder.Property(a => a.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(a => a.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(a => a.PublicId).IsUnique();
        builder.Property(a => a.TerminationText).HasMaxLength(TerminationNote.TextMaxLength);
        builder.HasIndex(a => a.InvitationNumber).IsUnique();
        builder.HasIndex(a => new { a.ThirdPartyId, a.Number });
        builder.HasIndex(a => new { a.CustomerId, a.Number });
        // The company's list as it is filtered, searched, by customer, and by what ends next.
        builder.HasIndex(a => new { a.ThirdPartyId, a.Status, a.Number });
        builder.HasIndex(a => new { a.ThirdPartyId, a.Kind, a.Number });
        builder.HasIndex(a => new { a.ThirdPartyId, a.Access, a.Number });
        builder.HasIndex(a => new { a.ThirdPartyId, a.NormalizedReference });
        builder.HasIndex(a => new { a.ThirdPartyId, a.NormalizedEmail, a.Number });
        builder.HasIndex(a => new { a.ThirdPartyId, a.Status, a.LastDay, a.Number });
        builder.HasIndex(a => new { a.Status, a.EndsAt });
        builder.HasIndex(a => a.RemindAt);
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(a => a.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsMany(a => a.Esiids, esiid =>
        {
            esiid.ToTable("AgreementEsiids");
            esiid.WithOwner().HasForeignKey("AgreementNumber");
            esiid.HasKey("AgreementNumber", nameof(AgreementEsiid.Esiid));
            esiid.HasIndex(nameof(AgreementEsiid.ThirdPartyId), nameof(AgreementEsiid.Esiid), "AgreementNumber");
            esiid.Property(e => e.Esiid).HasMaxLength(Esiid.MaxLength);
            esiid.HasIndex(e => e.Esiid);
        });
    }
}

public sealed class ExtensionRequestConfiguration : IEntityTypeConfiguration<ExtensionRequest>
{
    public void Configure(EntityTypeBuilder<ExtensionRequest> builder)
    {
        builder.HasIndex(r => r.OpenAgreement).IsUnique();
        builder.HasIndex(r => r.AgreementNumber);
        builder.HasIndex(r => new { r.CustomerId, r.Status });
        builder.HasIndex(r => new { r.Status, r.EndsAt });
        builder.HasOne<Agreement>().WithMany().HasForeignKey(r => r.AgreementNumber).OnDelete(DeleteBehavior.Cascade);
    }
}

public sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.Property(e => e.TextVersion).HasMaxLength(LedgerEntry.TextVersionMaxLength);
        builder.Property(e => e.PersonalDataHash).HasMaxLength(LedgerEntry.HashLength);
        builder.Property(e => e.Seal).HasMaxLength(LedgerEntry.HashLength);
        builder.HasIndex(e => e.Sequence).IsUnique();
        // Of two sealers at once the second finds that the entry has its place already.
        builder.Property(e => e.Sequence).IsConcurrencyToken();
        builder.HasIndex(e => new { e.Sequence, e.At });
        builder.HasIndex(e => e.AgreementId);
        builder.HasIndex(e => e.InvitationId);
    }
}

public sealed class LedgerPersonalDataConfiguration : IEntityTypeConfiguration<LedgerPersonalData>
{
    public void Configure(EntityTypeBuilder<LedgerPersonalData> builder)
    {
        builder.HasKey(d => d.EntryId);
        builder.Property(d => d.Salt).HasMaxLength(16);
        builder.Property(d => d.Json).HasMaxLength(LedgerPersonalData.JsonMaxLength);
        builder.HasOne<LedgerEntry>().WithOne().HasForeignKey<LedgerPersonalData>(d => d.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

public sealed class WebhookEventConfiguration : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.Property(e => e.Type).HasMaxLength(WebhookEvent.TypeMaxLength);
        builder.HasIndex(e => new { e.ThirdPartyId, e.At });
        builder.HasOne<ThirdParty>().WithMany().HasForeignKey(e => e.ThirdPartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
