using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Data;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Tests.Support;

/// <summary>A person who can sign in.</summary>
/// <param name="OwnerId">The customer account or the company; empty for an operator.</param>
public sealed record TestUser(Guid Id, string Email, Guid OwnerId);

/// <summary>Arranges people and things through the domain's own factories, unique for each call, so that tests share a database in peace.</summary>
public sealed class Given(PortalHost host)
{
    public PortalHost Host => host;

    public const string Password = "a long enough passphrase";
    public const string Rep = "10004";
    private static int numbers = 100;

    public static int Next() => Interlocked.Increment(ref numbers);

    /// <summary>A premise with an advanced meter that nobody occupies yet.</summary>
    public async Task<Premise> Premise(Action<Premise>? change = null)
    {
        var number = Next();
        var premise = new Premise
        {
            Esiid = $"1044372009{number:0000000}",
            Tdsp = "Oncor",
            Address = $"{number} Canary Lane",
            City = "Waco",
            ZipCode = "76701",
            PremiseType = "Residential",
            Status = PremiseStatus.Active,
            HasAdvancedMeter = true,
            MeterNumber = $"M{number:0000000}LG",
            RepCertificate = Rep,
        };
        change?.Invoke(premise);
        await host.Db(async db =>
        {
            db.Premises.Add(premise);
            if (await db.Reps.FindAsync(premise.RepCertificate) is null)
                db.Reps.Add(new Rep { Certificate = premise.RepCertificate, Name = "TXU ENERGY RETAIL COMPANY LLC" });
            await db.SaveChangesAsync();
        });
        return premise;
    }

    /// <summary>A customer with a confirmed address who occupies the given premises since two years ago.</summary>
    public async Task<TestUser> Customer(params Premise[] premises) => await Customer(Language.English, premises);

    public Task<TestUser> Customer(Language language, params Premise[] premises) => Customer(language, isBusiness: false, premises);

    /// <summary>Who manages the account of a business that occupies the given premises.</summary>
    public Task<TestUser> Business(params Premise[] premises) => Customer(Language.English, isBusiness: true, premises);

    /// <summary>One more sign-in of a business.</summary>
    public Task<TestUser> BusinessUser(Guid customerId, CustomerRole role, Language language = Language.English) =>
        User(user => (user.Role, user.CustomerId, user.CustomerRole, user.Language) = (PortalRole.Customer, customerId, role, language), customerId);

    private async Task<TestUser> Customer(Language language, bool isBusiness, Premise[] premises)
    {
        var customer = SmtPortal.Domain.Accounts.Customer.Open($"Canary Person {Next()}", isBusiness, host.Now);
        await host.Db(async db =>
        {
            db.Customers.Add(customer);
            var since = CentralTime.DayOf(host.Now).AddYears(-2);
            db.Occupancies.AddRange(premises.Select(p => Occupancy.Begin(customer.Id, p.Esiid, since, host.Now)));
            await db.SaveChangesAsync();
        });
        return await User(user => (user.Role, user.CustomerId, user.Language) = (PortalRole.Customer, customer.Id, language), customer.Id);
    }

    /// <summary>The administrator of a new, approved company.</summary>
    public async Task<TestUser> Company(string? name = null, Action<ThirdParty>? change = null)
    {
        var number = Next();
        var company = ThirdParty.Register(name ?? $"Bright Advice {number}", $"{number:000000000}", host.Now);
        company.SendMailTo($"office{number}@canary.test", isProven: true);
        company.Approve(note: null, host.Now);
        change?.Invoke(company);
        await host.Db(async db =>
        {
            db.ThirdParties.Add(company);
            await db.SaveChangesAsync();
        });
        return await CompanyUser(company.Id, CompanyRole.Administrator);
    }

    public Task<TestUser> CompanyUser(Guid companyId, CompanyRole role) =>
        User(user => (user.Role, user.ThirdPartyId, user.CompanyRole) = (PortalRole.ThirdParty, companyId, role), companyId);

    public Task<TestUser> Operator() => User(user => user.Role = PortalRole.Operator, Guid.Empty);

    private async Task<TestUser> User(Action<PortalUser> set, Guid ownerId)
    {
        var email = $"canary{Next()}@canary.test";
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, DisplayName = "Canary", CreatedAt = host.Now };
        set(user);
        var result = await users.CreateAsync(user, Password);
        Assert.True(result.Succeeded, string.Join("; ", result.Errors.Select(e => e.Description)));
        return new TestUser(user.Id, email, ownerId);
    }
}
