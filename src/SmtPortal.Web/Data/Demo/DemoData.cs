using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Reports;
using SmtPortal.Domain.Shared;
using SmtPortal.Simulator.Profiles;
using SmtPortal.Web.Delivery;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Data.Demo;

/// <summary>
/// Fills an empty demo with premises, people, companies and a few invitations, by the portal's own use cases. Each step
/// looks whether it was done, so that a start after a kill goes on.
/// </summary>
public sealed class DemoData(PortalDbContext db, UserManager<PortalUser> users, CreateInvitation invite, AcceptInvitation accept, TimeProvider time)
{
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("  premises and customers …");
        await AddPremisesAsync(cancellationToken);
        foreach (var customer in DemoPeople.Customers)
            await AddCustomerAsync(customer, cancellationToken);
        Console.WriteLine("  companies, invitations, agreements …");
        foreach (var company in DemoPeople.Companies)
            await AddCompanyAsync(company, cancellationToken);
        await AddUserAsync(DemoPeople.OperatorEmail, "Olive Operator", user => user.Role = PortalRole.Operator);
        await AddInvitationsAsync(cancellationToken);
    }

    private async Task AddPremisesAsync(CancellationToken cancellationToken)
    {
        var known = await db.Premises.Select(p => p.Esiid).ToListAsync(cancellationToken);
        db.Premises.AddRange(DemoPremises.All.Where(p => !known.Contains(p.Esiid)).Select(p => new Premise
        {
            Esiid = p.Esiid,
            Tdsp = p.Tdsp.Name,
            Address = p.ServiceAddress,
            City = p.City,
            ZipCode = p.Zip,
            PremiseType = p.PremiseType.ToString(),
            Status = PremiseStatus.Active,
            HasAdvancedMeter = true,
            MeterNumber = p.MeterNumber,
            RepCertificate = p.RepCertificate,
        }));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task AddCustomerAsync(DemoCustomer demo, CancellationToken cancellationToken)
    {
        // By their homes: who has changed the address or closed the account since is not made anew.
        var esiids = demo.Premises.Select(p => p.Esiid).ToList();
        if (await db.Occupancies.AnyAsync(o => esiids.Contains(o.Esiid), cancellationToken))
            return;
        var now = time.GetUtcNow();
        var customer = Customer.Open(demo.Name, demo.IsBusiness, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Customers.Add(customer);
        var since = CentralTime.DayOf(now).AddYears(-2);
        db.Occupancies.AddRange(demo.Premises.Select(p => Occupancy.Begin(customer.Id, p.Esiid, since, now)));
        await AddUserAsync(demo.Email, demo.Name, user => (user.Role, user.CustomerId, user.Language) = (PortalRole.Customer, customer.Id, demo.Language));
        if (demo == DemoPeople.Shop)
            await AddUserAsync(DemoPeople.BookkeeperEmail, "Bea Bookkeeper", user => (user.Role, user.CustomerId, user.CustomerRole) = (PortalRole.Customer, customer.Id, CustomerRole.View));
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddCompanyAsync(DemoCompany demo, CancellationToken cancellationToken)
    {
        if (await db.ThirdParties.AnyAsync(c => c.Duns == demo.Duns, cancellationToken))
            return;
        var company = ThirdParty.Register(demo.Name, demo.Duns, time.GetUtcNow());
        company.SetContact(demo.Name, phone: null);
        company.Describe(demo.Website, demo.Website + "privacy", sealName: null);
        company.AgreeToRules(CompanyRules.Version);
        company.Approve(note: null, time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.ThirdParties.Add(company);
        // A real company makes its own, which is shown once; in the demo everybody knows it.
        var folder = DeliveryFolder.Of(company.Id, demo.Name, time.GetUtcNow());
        folder.SetPassword(FolderPassword.Hash(DemoPeople.Password), time.GetUtcNow());
        db.DeliveryFolders.Add(folder);
        await AddUserAsync(demo.Email, demo.Name, user =>
            (user.Role, user.ThirdPartyId, user.CompanyRole) = (PortalRole.ThirdParty, company.Id, CompanyRole.Administrator));
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task AddUserAsync(string email, string name, Action<PortalUser> set)
    {
        if (await users.FindByEmailAsync(email) is not null)
            return;
        var user = new PortalUser { Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = true, DisplayName = name, CreatedAt = time.GetUtcNow() };
        set(user);
        var result = await users.CreateAsync(user, DemoPeople.Password);
        if (!result.Succeeded)
            throw new InvalidOperationException("A demo sign-in could not be made: " + string.Join(" ", result.Errors.Select(e => e.Description)));
    }

    /// <summary>One agreement in force, with a rating, and three invitations to answer, one of them about a thermostat.</summary>
    private async Task AddInvitationsAsync(CancellationToken cancellationToken)
    {
        if (await db.Invitations.AnyAsync(cancellationToken))
            return;
        var agreed = await InviteAsync(DemoPeople.Adviser, DemoPeople.James, Purpose.BillComparison, "To find the plan that fits how you use electricity.", cancellationToken);
        var james = (await users.FindByEmailAsync(DemoPeople.James.Email))!;
        await accept.ExecuteAsync(agreed, james.CustomerId!.Value, james.Id, cancellationToken);
        var adviser = (await users.FindByEmailAsync(DemoPeople.Adviser.Email))!;
        db.Ratings.Add(Rating.Give(adviser.ThirdPartyId!.Value, james.CustomerId!.Value, 4, "They found a plan that fits us, and asked only for what they needed.", time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        await InviteAsync(DemoPeople.Solar, DemoPeople.James, Purpose.SolarOrStorageOffer, "To size a solar roof for your home.", cancellationToken);
        await InviteAsync(DemoPeople.Adviser, DemoPeople.Maria, Purpose.EnergyAdvice, "Para ayudarle a gastar menos en electricidad.", cancellationToken);
        await InviteAsync(DemoPeople.Adviser, DemoPeople.Dale, Purpose.DemandResponse, "To pre-cool your home before the price rises.", cancellationToken, form =>
        {
            (form.Kind, form.DeviceType, form.DeviceDescription) = (AgreementKind.InHomeDevice, HanDeviceType.ProgrammableThermostat, "Thermostat in the hallway");
            (form.Mac, form.InstallationCode) = ("00:0D:6F:00:0A:90:69:E3", "83FE D340 7A93 9723 A5C6 39B2 6916 D505 C3B5");
        });
    }

    private async Task<Guid> InviteAsync(DemoCompany company, DemoCustomer customer, Purpose purpose, string words, CancellationToken cancellationToken, Action<InvitationForm>? change = null)
    {
        var user = (await users.FindByEmailAsync(company.Email))!;
        var form = new InvitationForm
        {
            Email = customer.Email,
            Esiids = customer.Premises[0].Esiid,
            Access = EnergyAccess.Continuous,
            Months = EnergyTerms.MaxMonths,
            Purpose = purpose,
            PurposeText = words,
        }.By(user.ThirdPartyId!.Value);
        change?.Invoke(form);
        var result = await invite.ExecuteAsync(form, user.Id, cancellationToken);
        return result.PublicId ?? throw new InvalidOperationException($"A demo invitation could not be made: {result.Outcome}.");
    }
}
