using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Data;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

/// <summary>The fields that prove an ESIID, alone or as part of the registration.</summary>
public class ProofForm
{
    public string? Esiid { get; set; }

    public string? MeterNumber { get; set; }

    /// <summary>Certificate number of the REP.</summary>
    public string? Rep { get; set; }

    /// <summary>Where to go on afterwards; only addresses of the portal are followed.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>What the fields say; only of a form that its validator has let pass.</summary>
    public ProofDetails Proof() => new(Domain.Registry.Esiid.TryParse(Esiid)!, WithoutSpaces(MeterNumber)!, Rep!);

    /// <summary>The list that the REP is chosen from.</summary>
    public static async Task<IReadOnlyList<SelectListItem>> RepsAsync(PortalDbContext db, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        // Sorted here: each database has its own idea of capital letters.
        var reps = await db.Reps.AsNoTracking().ToListAsync(cancellationToken);
        return [new SelectListItem(texts["Choose your REP"], ""), .. reps.OrderBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Select(r => new SelectListItem($"{r.Name} ({r.Certificate})", r.Certificate))];
    }

    internal static string? WithoutSpaces(string? text) => text is null ? null : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

public abstract class ProofFormValidator<TForm> : AbstractValidator<TForm>
    where TForm : ProofForm
{
    protected ProofFormValidator(IStringLocalizer<Texts> texts)
    {
        RuleFor(f => f.Esiid).NotEmpty().WithMessage(_ => texts["Enter your ESIID."]);
        RuleFor(f => f.Esiid).Must(e => Esiid.TryParse(e) is not null).When(f => !string.IsNullOrWhiteSpace(f.Esiid))
            .WithMessage(_ => texts["An ESIID has 17 or 22 digits and starts with 10. Copy it from your bill."]);
        RuleFor(f => f.MeterNumber).NotEmpty().WithMessage(_ => texts["Enter your meter number."]);
        RuleFor(f => f.MeterNumber).Must(m => ProofForm.WithoutSpaces(m)!.Length <= Premise.MeterNumberMaxLength).When(f => f.MeterNumber is not null)
            .WithMessage(_ => texts["A meter number has at most {0} letters and digits.", Premise.MeterNumberMaxLength]);
        RuleFor(f => f.Rep).NotEmpty().WithMessage(_ => texts["Choose your REP from the list."]);
        RuleFor(f => f.Rep).MaximumLength(Domain.Registry.Rep.CertificateMaxLength).WithMessage(_ => texts["Choose your REP from the list."]);
    }
}

public sealed class ProofFormValidator(IStringLocalizer<Texts> texts) : ProofFormValidator<ProofForm>(texts);
