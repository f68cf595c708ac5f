using FluentValidation;
using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Registration;

/// <summary>The fields that prove an ESIID, alone or as part of the registration.</summary>
public class ProofForm
{
    public string? Esiid { get; set; }

    public string? MeterNumber { get; set; }

    /// <summary>The REP, as picked from the list or typed; see <see cref="RepChoices"/>.</summary>
    public string? Rep { get; set; }

    /// <summary>Where to go on afterwards; only addresses of the portal are followed.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>What the fields say; only of a form that its validator has let pass.</summary>
    public async Task<ProofDetails> ProofAsync(RepChoices reps, CancellationToken cancellationToken) =>
        new(Domain.Registry.Esiid.TryParse(Esiid)!, WithoutSpaces(MeterNumber)!, (await reps.FindAsync(Rep, cancellationToken)).Certificate!);

    internal static string? WithoutSpaces(string? text) => text is null ? null : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

public abstract class ProofFormValidator<TForm> : AbstractValidator<TForm>
    where TForm : ProofForm
{
    /// <summary>Names in a message: more would be a list, which the field has already.</summary>
    private const int NamedCandidates = 5;

    protected ProofFormValidator(IStringLocalizer<Texts> texts, RepChoices reps)
    {
        RuleFor(f => f.Esiid).NotEmpty().WithMessage(_ => texts["Enter your ESIID."]);
        RuleFor(f => f.Esiid).Must(e => Esiid.TryParse(e) is not null).When(f => !string.IsNullOrWhiteSpace(f.Esiid))
            .WithMessage(_ => texts["An ESIID has 17 or 22 digits and starts with 10. Copy it from your bill."]);
        RuleFor(f => f.MeterNumber).NotEmpty().WithMessage(_ => texts["Enter your meter number."]);
        RuleFor(f => f.MeterNumber).Must(m => ProofForm.WithoutSpaces(m)!.Length <= Premise.MeterNumberMaxLength).When(f => f.MeterNumber is not null)
            .WithMessage(_ => texts["A meter number has at most {0} letters and digits.", Premise.MeterNumberMaxLength]);
        RuleFor(f => f.Rep).CustomAsync(async (typed, context, cancellationToken) =>
        {
            var choice = await reps.FindAsync(typed, cancellationToken);
            if (choice.Candidates.Count > 1)
                context.AddFailure(texts["Several REPs have this in their name. Which one is yours? {0}", string.Join(" · ", choice.Candidates.Take(NamedCandidates).Select(RepChoices.Entry))]);
            else if (choice.Certificate is null)
                context.AddFailure(texts["Choose your REP from the list."]);
        });
    }
}

public sealed class ProofFormValidator(IStringLocalizer<Texts> texts, RepChoices reps) : ProofFormValidator<ProofForm>(texts, reps);
