using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Tests.Support;

/// <summary>One of each kind of <see cref="Visitor"/>, and things that belong to them. All of it is made when it is asked for.</summary>
public sealed class AccessCast(PortalHost host)
{
    private readonly Dictionary<Visitor, TestUser> users = [];
    private readonly Dictionary<Visitor, PortalClient> browsers = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> things = [];

    public PortalHost Host => host;

    /// <summary>Two at which the business is, once there is one.</summary>
    public IReadOnlyList<Premise> Premises { get; private set; } = [];

    public async Task<TestUser> UserOf(Visitor visitor)
    {
        if (!users.TryGetValue(visitor, out var user))
            users[visitor] = user = await MakeAsync(visitor);
        return user;
    }

    public async Task<PortalClient> BrowserOf(Visitor visitor)
    {
        if (visitor == Visitor.Suspended)
            await UserOf(visitor);
        if (!browsers.TryGetValue(visitor, out var browser))
            browsers[visitor] = browser = visitor == Visitor.Guest ? host.Browser() : await host.SignedIn(await UserOf(visitor));
        return browser;
    }

    /// <summary>Values for the parameters of a route, made once.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ThingOf(string name, Func<AccessCast, Task<IReadOnlyDictionary<string, string>>> make)
    {
        if (!things.TryGetValue(name, out var values))
            things[name] = values = await make(this);
        return values;
    }

    private async Task<TestUser> MakeAsync(Visitor visitor) => visitor switch
    {
        Visitor.Customer => await BusinessAsync(),
        Visitor.Viewer => await host.Given.BusinessUser((await UserOf(Visitor.Customer)).OwnerId, CustomerRole.View),
        Visitor.OtherCustomer => await host.Given.Customer(await host.Given.Premise()),
        Visitor.Member => await host.Given.CompanyUser((await UserOf(Visitor.Administrator)).OwnerId, CompanyRole.Member),
        Visitor.Administrator or Visitor.OtherCompany => await host.Given.Company(),
        Visitor.Pending => await PendingAsync(),
        Visitor.Suspended => await SuspendedAsync(),
        Visitor.Operator => await host.Given.Operator(),
        _ => throw new InvalidOperationException($"{visitor} has no account."),
    };

    private async Task<TestUser> BusinessAsync()
    {
        Premise[] premises = [await host.Given.Premise(), await host.Given.Premise()];
        Premises = premises;
        return await host.Given.Business(premises);
    }

    private async Task<TestUser> PendingAsync()
    {
        var company = ThirdParty.Register($"Waiting Advice {Given.Next()}", $"{Given.Next():000000000}", host.Now);
        await host.Db(db =>
        {
            db.ThirdParties.Add(company);
            return db.SaveChangesAsync();
        });
        return await host.Given.CompanyUser(company.Id, CompanyRole.Administrator);
    }

    private async Task<TestUser> SuspendedAsync()
    {
        var (company, by) = (await host.Given.Company(), await UserOf(Visitor.Operator));
        browsers[Visitor.Suspended] = await host.SignedIn(company);
        Assert.Equal(CompanyDecision.Done, await host.Use<SuspendCompany, CompanyDecision>(s => s.ExecuteAsync(company.OwnerId, by.Id, "Canary reasons", default)));
        return company;
    }
}
