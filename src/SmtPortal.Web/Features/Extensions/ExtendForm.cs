using Microsoft.AspNetCore.Mvc.Rendering;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Extensions;

/// <summary>The last day that somebody chose.</summary>
public sealed class ExtendForm
{
    public DateOnly? LastDay { get; set; }
}

/// <summary>The page on which a later last day is chosen.</summary>
/// <param name="Agreement">What is to be extended.</param>
/// <param name="Request">The newest request to extend; null when none was ever asked.</param>
/// <param name="Now">The moment of the page.</param>
/// <param name="Form">What was chosen.</param>
public sealed record ExtendPage(AgreementView Agreement, ExtensionView? Request, DateTimeOffset Now, ExtendForm Form)
{
    public DateOnly? LastDay => Form.LastDay;

    public bool IsActive => Agreement.StatusAt(Now) == AgreementStatus.Active;

    public bool IsContinuous => Agreement.Terms.Access == EnergyAccess.Continuous;

    public ExtensionView? Open => Request?.StatusAt(Now) == ExtensionStatus.Open ? Request : null;

    /// <summary>The days that may be chosen now.</summary>
    public IReadOnlyList<DateOnly> Days => IsActive && IsContinuous ? EnergyTerms.ExtensionDays(Agreement.LastDay!.Value, CentralTime.DayOf(Now)) : [];

    /// <summary>The day from which on it can be extended by a month: its last day then is less than a year away.</summary>
    public DateOnly FirstDayToAsk => Agreement.LastDay!.Value.AddMonths(1 - EnergyTerms.MaxMonths);

    public IEnumerable<SelectListItem> Choices(Func<int, string> months) =>
        Days.Select((day, i) => new SelectListItem($"{Show.Day(day)} ({months(i + 1)})", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
}
