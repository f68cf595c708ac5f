using Microsoft.Extensions.Localization;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Web.Localization;

namespace SmtPortal.Web.Features.Agreements;

/// <summary>The three kinds of consent as sentences that a customer understands, the same in mails and on pages, in the language of the moment.</summary>
public static class ConsentInWords
{
    /// <summary>Subject of the mail and heading of the page: "Sunny asks to see your electricity data".</summary>
    public static string AsksInShort(this IStringLocalizer<Texts> texts, string company, AgreementKind kind) => kind switch
    {
        AgreementKind.EnergyData => texts["{0} asks to see your electricity data", company],
        AgreementKind.InHomeDevice => texts["{0} asks to add a device in your home", company],
        _ => texts["{0} asks to send messages to a device in your home", company],
    };

    /// <summary>The same as the subject of a reminder.</summary>
    public static string RemindsInShort(this IStringLocalizer<Texts> texts, string company, AgreementKind kind) => kind switch
    {
        AgreementKind.EnergyData => texts["Reminder: {0} asks to see your electricity data", company],
        AgreementKind.InHomeDevice => texts["Reminder: {0} asks to add a device in your home", company],
        _ => texts["Reminder: {0} asks to send messages to a device in your home", company],
    };

    /// <summary>What an invitation asks, as a sentence.</summary>
    /// <param name="lastDay">The last day that the agreement would have; null: it has no end of its own.</param>
    public static string Asks(this IStringLocalizer<Texts> texts, string company, ConsentTerms terms, DateOnly? lastDay) => terms.Kind switch
    {
        AgreementKind.EnergyData => texts["{0} asks to see {1}.", company, texts.WhatIsSeen(terms.Energy, lastDay)],
        AgreementKind.InHomeDevice => texts["{0} asks to add this device to the network of your meter: {1}.", company, texts.NameOf(terms.Device!)],
        _ => texts["{0} asks to send text, price and load-control messages to this device: {1}.", company, texts.NameOf(terms.Device!)],
    };

    /// <summary>What accepting would allow, as a sentence.</summary>
    public static string IfAccepted(this IStringLocalizer<Texts> texts, ConsentTerms terms, DateOnly? lastDay) => terms.Kind switch
    {
        AgreementKind.EnergyData => texts["If you accept, the company may see {0}.", texts.WhatIsSeen(terms.Energy, lastDay)],
        AgreementKind.InHomeDevice => texts["If you accept, your meter is asked to let this device join its network, and the company may see whether it is there, and remove it: {0}.", texts.NameOf(terms.Device!)],
        _ => texts["If you accept, the company may send text, price and load-control messages to this device, until one of you ends it: {0}.", texts.NameOf(terms.Device!)],
    };

    /// <summary>What an agreement allows, as a sentence.</summary>
    public static string May(this IStringLocalizer<Texts> texts, string company, ConsentTerms terms, DateOnly? lastDay) => terms.Kind switch
    {
        AgreementKind.EnergyData => texts["{0} may see {1}.", company, texts.WhatIsSeen(terms.Energy, lastDay)],
        AgreementKind.InHomeDevice => texts["{0} may add this device to the network of your meter, see whether it is there, and remove it: {1}.", company, texts.NameOf(terms.Device!)],
        _ => texts["{0} may send text, price and load-control messages to this device: {1}.", company, texts.NameOf(terms.Device!)],
    };

    /// <summary>The same without the company, as a value beside <see cref="LabelOfAllowed"/>.</summary>
    public static string WhatIsAllowed(this IStringLocalizer<Texts> texts, ConsentTerms terms, DateOnly? lastDay) => terms.Kind switch
    {
        AgreementKind.EnergyData => texts.WhatIsSeen(terms.Energy, lastDay),
        AgreementKind.InHomeDevice => texts["add the device to the network of your meter, see whether it is there, and remove it"],
        _ => texts["send text, price and load-control messages to the device, until one of you ends it"],
    };

    public static string LabelOfAllowed(this IStringLocalizer<Texts> texts, ConsentTerms terms) =>
        terms.IsForDevice ? texts["What they could do"] : texts["What they could see"];

    /// <summary>What stands before the list of them.</summary>
    public static string ForTheseEsiids(this IStringLocalizer<Texts> texts, int count) => count == 1
        ? texts["For this ESIID, the number of your electricity delivery point:"]
        : texts["For these ESIIDs, the numbers of your electricity delivery points:"];

    /// <summary>What the company can no longer do once an agreement has ended.</summary>
    public static string NoLonger(this IStringLocalizer<Texts> texts, string company, ConsentTerms terms) => terms.Kind switch
    {
        AgreementKind.EnergyData => texts["From now on {0} gets nothing more under this agreement. What it received before stays with it.", company],
        AgreementKind.InHomeDevice => texts["From now on {0} can no longer add, see or remove this device under the agreement: {1}.", company, texts.NameOf(terms.Device!)],
        _ => texts["From now on {0} can send no more messages to this device under the agreement: {1}.", company, texts.NameOf(terms.Device!)],
    };

    /// <summary>How the customer gets out again.</summary>
    public static string HowItEnds(this IStringLocalizer<Texts> texts, AgreementKind kind) => kind == AgreementKind.InHomeDevice
        ? texts["This agreement ends when the device is removed."]
        : texts["You can end this agreement at any time."];

    /// <summary>"Energy Data, continuous, 12 months", "In-Home Device".</summary>
    public static string KindOf(this IStringLocalizer<Texts> texts, ConsentTerms terms) => terms.IsForDevice ? texts.NameOf(terms.Kind) : texts.KindOf(terms.Energy);

    public static string NameOf(this IStringLocalizer<Texts> texts, AgreementKind kind) => kind switch
    {
        AgreementKind.EnergyData => texts["Energy Data"],
        AgreementKind.InHomeDevice => texts["In-Home Device"],
        _ => texts["In-Home Device Services"],
    };

    /// <summary>"programmable thermostat “Hallway”, MAC 00:0D:6F:00:0A:90:69:E3"; of Services the address alone.</summary>
    public static string NameOf(this IStringLocalizer<Texts> texts, DeviceTerms device) => device.Type is { } type
        ? texts["{0} “{1}”, MAC {2}", texts.NameOf(type), device.Description!, device.Mac]
        : texts["MAC {0}", device.Mac];

    public static string NameOf(this IStringLocalizer<Texts> texts, HanDeviceType type) => type switch
    {
        HanDeviceType.InHomeDisplay => texts["in-home display"],
        HanDeviceType.ProgrammableThermostat => texts["programmable thermostat"],
        HanDeviceType.LoadControlSwitch => texts["load-control switch"],
        HanDeviceType.SmartAppliance => texts["smart appliance"],
        _ => texts["energy gateway"],
    };
}
