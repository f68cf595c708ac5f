using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Invitations;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>Terms as sentences that a customer understands, the same in mails and on pages, in the language of the moment.</summary>
public static class TermsInWords
{
    /// <summary>What the company sees: "your 15-minute, daily and monthly use, … until Nov 22, 2027".</summary>
    public static string WhatIsSeen(this IStringLocalizer<Texts> texts, EnergyTerms terms, DateOnly? lastDay) => terms.Access == EnergyAccess.Continuous
        ? texts["your 15-minute, daily and monthly use, a reading of your meter on request, your meter details and service address, from up to twelve months back until {0}", Show.Day(lastDay)]
        : terms.Kind switch
        {
            UsageKind.FifteenMinute => texts["your 15-minute use from {0} to {1}, once", Show.Day(terms.From!.Value), Show.Day(terms.To!.Value)],
            UsageKind.Daily => texts["your daily use from {0} to {1}, once", Show.Day(terms.From!.Value), Show.Day(terms.To!.Value)],
            _ => texts["your monthly use from {0} to {1}, once", Show.Day(terms.From!.Value), Show.Day(terms.To!.Value)],
        };

    /// <summary>"Energy Data, continuous, 12 months".</summary>
    public static string KindOf(this IStringLocalizer<Texts> texts, EnergyTerms terms) => terms.Access == EnergyAccess.OneTime
        ? texts["Energy Data, one-time"]
        : terms.Months == 1 ? texts["Energy Data, continuous, 1 month"] : texts["Energy Data, continuous, {0} months", terms.Months!];

    public static string NameOf(this IStringLocalizer<Texts> texts, Purpose purpose) => purpose switch
    {
        Purpose.EnergyAdvice => texts["Energy advice"],
        Purpose.BillComparison => texts["Bill comparison"],
        Purpose.SolarOrStorageOffer => texts["Solar or storage offer"],
        Purpose.DemandResponse => texts["Demand response"],
        Purpose.BuildingManagement => texts["Building management"],
        Purpose.Research => texts["Research"],
        _ => texts["Other"],
    };

    public static string NameOf(this IStringLocalizer<Texts> texts, RejectionReason reason) => reason switch
    {
        RejectionReason.UnknownCompany => texts["I don't know this company"],
        RejectionReason.NotAskedFor => texts["I did not ask for this"],
        RejectionReason.WrongPerson => texts["Wrong person"],
        RejectionReason.DoNotShare => texts["I don't want to share my data"],
        RejectionReason.PeriodTooLong => texts["The period is too long"],
        RejectionReason.ServiceNotNeeded => texts["I no longer need the service"],
        _ => texts["Other"],
    };

    public static string NameOf(this IStringLocalizer<Texts> texts, InvitationStatus status) => status switch
    {
        InvitationStatus.Open => texts["Open"],
        InvitationStatus.Accepted => texts["Accepted"],
        InvitationStatus.Rejected => texts["Rejected"],
        InvitationStatus.Expired => texts["Expired"],
        InvitationStatus.Withdrawn => texts["Withdrawn"],
        _ => texts["Can no longer be accepted"],
    };

    public static string NameOf(this IStringLocalizer<Texts> texts, AgreementStatus status) => status switch
    {
        AgreementStatus.Active => texts["Active"],
        AgreementStatus.Expired => texts["Expired"],
        AgreementStatus.Completed => texts["Completed"],
        _ => texts["Terminated"],
    };

    /// <summary>Why an agreement was ended, as whoever ended it put it.</summary>
    public static string WhyOf(this IStringLocalizer<Texts> texts, TerminationReason reason, string? text) => text is null ? texts.NameOf(reason)
        : reason == TerminationReason.Other ? text : $"{texts.NameOf(reason)}: {text}";

    public static string NameOf(this IStringLocalizer<Texts> texts, TerminationReason reason) => reason switch
    {
        TerminationReason.ServiceEnded => texts["The service has ended"],
        TerminationReason.ChangedProvider => texts["Change of provider"],
        TerminationReason.PrivacyConcern => texts["Concern about privacy"],
        TerminationReason.Moving => texts["Moving"],
        _ => texts["Other"],
    };

    public static string NameOf(this IStringLocalizer<Texts> texts, EndReason reason) => reason switch
    {
        EndReason.ByCustomer => texts["by the customer"],
        EndReason.ByThirdParty => texts["by the company"],
        EndReason.MoveOut => texts["move-out"],
        EndReason.AccountClosed => texts["account closed"],
        EndReason.CompanyClosed => texts["company closed"],
        _ => texts["device removed"],
    };

    public static string NameOf(this IStringLocalizer<Texts> texts, ConsentAct act) => act switch
    {
        ConsentAct.Invited => texts["Invited"],
        ConsentAct.Accepted => texts["Accepted"],
        ConsentAct.Rejected => texts["Rejected"],
        ConsentAct.InvitationExpired => texts["The invitation expired"],
        ConsentAct.Withdrawn => texts["Withdrawn"],
        ConsentAct.InvitationCancelled => texts["The invitation was cancelled"],
        ConsentAct.Terminated => texts["Terminated"],
        ConsentAct.Expired => texts["Expired"],
        ConsentAct.Completed => texts["Completed"],
        ConsentAct.MovedOut => texts["Moved out"],
        ConsentAct.Extended => texts["Extended"],
        ConsentAct.ExtensionAsked => texts["An extension was asked for"],
        ConsentAct.ExtensionDeclined => texts["The extension was declined"],
        ConsentAct.ExtensionExpired => texts["The request to extend was not answered"],
        ConsentAct.ExtensionWithdrawn => texts["The request to extend was withdrawn"],
        ConsentAct.ExtensionCancelled => texts["The request to extend was cancelled"],
        _ => texts["The account was closed"],
    };
}
