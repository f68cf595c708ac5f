using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Localization;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Agreements;

/// <summary>AGR-8: once a year a customer is mailed all that is active. These tests move the clock by years, so each has a host of its own.</summary>
public sealed class SummingUpTheYear(TestDatabase databases) : IAsyncLifetime
{
    private readonly PortalHost host = new(databases);

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_whole_mail_in_English()
    {
        var (customer, year, once) = await Sharing(Language.English);
        Assert.Equal(
            Folded($"""
            What you share at present =========================
            Once a year we tell you who may see your electricity data. At present these are 2 agreements:
            - Agreement {year.Number} with Bright Bills: your 15-minute, daily and monthly use, a reading of your meter on request, your meter details and service address, from up to twelve months back until {Show.Day(year.LastDay)} (2 ESIIDs)
            - Agreement {once.Number} with Bright Bills: your 15-minute use from {Show.Day(once.Terms.From!.Value)} to {Show.Day(once.Terms.To!.Value)}, once (ESIID {once.Esiids[0].Esiid})
            If all of this is as you want it, there is nothing for you to do. You can end any agreement at any time.
            Your agreements: https://localhost/customer/agreements
            Stop all sharing: https://localhost/customer/agreements/stop-all
            """),
            await Text(customer, "What you share at present: your yearly summary"));
    }

    [Fact]
    public async Task The_whole_mail_in_Spanish()
    {
        var (customer, year, once) = await Sharing(Language.Spanish);
        var (last, from, to) = (Day(year.LastDay!.Value), Day(once.Terms.From!.Value), Day(once.Terms.To!.Value));
        Assert.Equal(
            Folded($"""
            Lo que comparte actualmente ===========================
            Una vez al año le decimos quién puede ver sus datos de electricidad. Actualmente son 2 acuerdos:
            - Acuerdo {year.Number} con Bright Bills: su consumo de cada 15 minutos, diario y mensual, una lectura de su medidor cuando la pidan, los datos de su medidor y la dirección del servicio, desde hasta doce meses atrás y hasta el {last} (2 ESIID)
            - Acuerdo {once.Number} con Bright Bills: su consumo de cada 15 minutos del {from} al {to}, una sola vez (ESIID {once.Esiids[0].Esiid})
            Si todo esto es como usted quiere, no tiene que hacer nada. Puede terminar cualquier acuerdo en cualquier momento.
            Sus acuerdos: https://localhost/customer/agreements
            Dejar de compartir todo: https://localhost/customer/agreements/stop-all
            """),
            await Text(customer, "Lo que comparte actualmente: su resumen anual"));
    }

    [Fact]
    public async Task It_comes_once_a_year_and_only_when_something_is_active()
    {
        var company = await host.Given.Company();
        var (home, empty) = (await host.Given.Premise(), await host.Given.Premise());
        var (customer, other) = (await host.Given.Customer(home), await host.Given.Customer(empty));
        var opened = host.Now;
        var ended = await host.Given.Agreement(company, other, [empty]);
        await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(ended.Number, other.OwnerId, other.Id, null, default));
        host.Clock.SetUtcNow(opened.AddMonths(6));
        await host.Given.Agreement(company, customer, [home]);

        host.Clock.SetUtcNow(opened.AddYears(1).AddMinutes(-1));
        await host.Run<SendYearlySummaries>();
        Assert.Equal(0, await Summaries(customer));
        host.Clock.SetUtcNow(opened.AddYears(1));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => host.Run<SendYearlySummaries>())));
        await host.Run<SendYearlySummaries>();
        Assert.Equal((1, 0), (await Summaries(customer), await Summaries(other)));
        // By the next year everything has ended; a portal that stood still for years catches up with none.
        host.Clock.SetUtcNow(opened.AddYears(4).AddDays(3));
        await host.Run<SendYearlySummaries>();
        Assert.Equal(1, await Summaries(customer));
        Assert.Equal(opened.AddYears(5), await host.Db(db => db.Customers.Where(c => c.Id == customer.OwnerId).Select(c => c.SummaryAt).SingleAsync()));
    }

    private async Task<(TestUser Customer, Agreement Year, Agreement Once)> Sharing(Language language)
    {
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var customer = await host.Given.Customer(language, home, shop);
        var opened = host.Now;
        var company = await host.Given.Company("Bright Bills");
        host.Clock.SetUtcNow(opened.AddYears(1).AddDays(-10));
        var (year, once) = (await host.Given.Agreement(company, customer, [home, shop]), await host.Given.Agreement(company, customer, [home], host.OneTime()));
        host.Clock.SetUtcNow(opened.AddYears(1));
        await host.SendMail();
        await host.Run<SendYearlySummaries>();
        return (customer, year, once);
    }

    private async Task<string> Text(TestUser customer, string subject)
    {
        await host.SendMail();
        return RecordedMail.WordsOf(Assert.Single(host.Mail.To(customer.Email), m => m.Subject == subject));
    }

    /// <summary>Such as "12 nov 2028".</summary>
    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", Show.Culture(Language.Spanish));

    private static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<int> Summaries(TestUser customer) => host.Db(db => db.OutgoingEmails.CountAsync(m => m.To == customer.Email && m.Kind == "yearly-summary"));
}
