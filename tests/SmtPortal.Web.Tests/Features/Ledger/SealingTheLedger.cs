using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Ledger;

/// <summary>OPS-3: whoever alters, removes or cuts off an entry is found out. Each test has a ledger of its own.</summary>
public sealed class SealingTheLedger(TestDatabase databases) : IAsyncLifetime
{
    private readonly PortalHost host = new(databases);

    public async ValueTask InitializeAsync() => await host.InitializeAsync();

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Entries_are_numbered_in_a_row_and_the_chain_is_whole()
    {
        await Decide(3);
        Assert.Equal(new LedgerReport(0, 3, null), await Verify());
        await host.Run<SealLedger>();
        await Decide(2);
        await host.RunJobs();
        Assert.Equal([1L, 2, 3, 4, 5], await host.Db(db => db.LedgerEntries.Select(e => e.Sequence!.Value).Order().ToListAsync()));
        Assert.Equal(new LedgerReport(5, 0, null), await Verify());
    }

    [Fact]
    public async Task The_first_altered_entry_is_named()
    {
        await Decide(5);
        await host.Run<SealLedger>();
        await Alter(3, entry => entry.Property(e => e.Act).CurrentValue = ConsentAct.Accepted);
        await Alter(4, entry => entry.Property(e => e.At).CurrentValue = host.Now.AddYears(-1));
        var report = await Verify();
        Assert.Equal(2, report.Sealed);
        Assert.StartsWith("Entry 3 (Accepted, id ", report.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_entry_is_named()
    {
        await Decide(4);
        await host.Run<SealLedger>();
        await host.Db(async db =>
        {
            var entry = await db.LedgerEntries.SingleAsync(e => e.Sequence == 2);
            db.LedgerPersonalData.Remove(await db.LedgerPersonalData.SingleAsync(d => d.EntryId == entry.Id));
            db.LedgerEntries.Remove(entry);
            await db.SaveChangesAsync();
        });
        Assert.Equal("Entry 2 is missing.", (await Verify()).Fault);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_shows_against_the_days_checkpoint()
    {
        await Decide(4);
        await host.Run<SealLedger>();
        await host.Run<WriteLedgerCheckpoint>();
        await host.Run<WriteLedgerCheckpoint>();
        Assert.Single(File.ReadLines(Path.Combine(host.LedgerFolder, "checkpoints.jsonl")));
        await host.Db(async db =>
        {
            var tail = await db.LedgerEntries.Where(e => e.Sequence > 2).ToListAsync();
            db.LedgerPersonalData.RemoveRange(await db.LedgerPersonalData.Where(d => tail.Select(e => e.Id).Contains(d.EntryId)).ToListAsync());
            db.LedgerEntries.RemoveRange(tail);
            await db.SaveChangesAsync();
        });
        Assert.Equal("Entry 3 is missing: the checkpoint of 2026-11-23 knew 4 entries.", (await Verify()).Fault);
    }

    [Fact]
    public async Task A_chain_that_was_sealed_anew_with_the_key_shows_against_the_checkpoint()
    {
        await Decide(2);
        await host.Run<SealLedger>();
        await host.Run<WriteLedgerCheckpoint>();
        await host.Db(async db =>
        {
            var entry = await db.LedgerEntries.SingleAsync(e => e.Sequence == 2);
            db.Entry(entry).Property(e => e.Act).CurrentValue = ConsentAct.Completed;
            var first = await db.LedgerEntries.SingleAsync(e => e.Sequence == 1);
            db.Entry(entry).Property(e => e.Seal).CurrentValue = LedgerChain.SealOf(entry, 2, first.Seal!, new byte[LedgerChain.KeyMinLength]);
            await db.SaveChangesAsync();
        });
        Assert.Equal("Entry 2 is not the one that the checkpoint of 2026-11-23 knew: the chain was sealed anew.", (await Verify()).Fault);
    }

    [Fact]
    public async Task Personal_data_may_be_erased_and_not_altered()
    {
        await Decide(3);
        await host.Run<SealLedger>();
        await host.Db(async db =>
        {
            db.LedgerPersonalData.Remove(await DataOf(db, 1));
            await db.SaveChangesAsync();
        });
        Assert.Equal(new LedgerReport(3, 0, null), await Verify());
        await host.Db(async db =>
        {
            var data = await DataOf(db, 2);
            db.Entry(data).Property(d => d.Json).CurrentValue = data.Json.Replace("canary", "nobody", StringComparison.Ordinal);
            await db.SaveChangesAsync();
        });
        Assert.StartsWith("The personal data of entry 2 (id ", (await Verify()).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_customers_decision_stands_who_made_it_and_beside_a_companys_nothing_of_its_people()
    {
        var premise = await host.Given.Premise();
        var (company, customer) = (await host.Given.Company(), await host.Given.Customer(premise));
        var agreement = await host.Given.Agreement(company, customer, [premise]);
        var browser = await host.SignedIn(customer);
        await browser.PostForm(await browser.GetPage($"/customer/agreements/{agreement.Number}/end"), new { Reason = "Moving" }, "End the agreement");
        using var ended = JsonDocument.Parse(await JsonOf(agreement, ConsentAct.Terminated));
        Assert.Equal(customer.Email, ended.RootElement.GetProperty("by").GetProperty("signIn").GetString());
        Assert.Equal("Moving", ended.RootElement.GetProperty("what").GetProperty("terminationReason").GetString());

        var other = await host.Given.Agreement(company, customer, [premise]);
        var office = await host.SignedIn(company);
        await office.PostForm(await office.GetPage($"/company/agreements/{other.Number}/end"), button: "End the agreement");
        using var byCompany = JsonDocument.Parse(await JsonOf(other, ConsentAct.Terminated));
        Assert.Equal(JsonValueKind.Null, byCompany.RootElement.GetProperty("by").ValueKind);
    }

    [Fact]
    public async Task A_persons_data_are_erased_from_the_command_line_once_the_account_is_closed_and_the_chain_stays_whole()
    {
        var (home, shop) = (await host.Given.Premise(), await host.Given.Premise());
        var company = await host.Given.Company();
        var (customer, other) = (await host.Given.Customer(home), await host.Given.Customer(shop));
        var agreement = await host.Given.Agreement(company, customer, [home]);
        var kept = await host.Given.Agreement(company, other, [shop]);
        await host.Given.Invitation(company, "stranger@canary.test", [await host.Given.Premise()]);
        await host.Run<SealLedger>();
        var all = await host.Db(db => db.LedgerPersonalData.CountAsync());

        Assert.StartsWith("An account has this address.", (await Erase(customer.Email)).Refusal, StringComparison.Ordinal);
        Assert.StartsWith("Some of it belongs to an account that is open.", (await Erase($"{customer.OwnerId}")).Refusal, StringComparison.Ordinal);
        Assert.Equal("'nobody' is neither a mail address nor the id of an account.", (await Erase("nobody")).Refusal);
        Assert.Equal(all, await host.Db(db => db.LedgerPersonalData.CountAsync()));

        Assert.Equal(new EraseLedgerDataResult(1, null), await Erase("Stranger@canary.test"));
        await host.Use<CloseAccount, CloseAccountOutcome>(close => close.ExecuteAsync(customer.OwnerId, customer.Id, default));
        await host.Run<SealLedger>();
        Assert.True((await Erase($"{customer.OwnerId}")).Erased > 2);
        Assert.Equal(0, await host.Db(db => db.LedgerPersonalData.CountAsync(d => db.LedgerEntries.Any(e => e.Id == d.EntryId && e.CustomerId == customer.OwnerId))));
        Assert.NotNull(await JsonOf(kept, ConsentAct.Accepted));
        var report = await Verify();
        Assert.Equal((0, null), (report.Unsealed, report.Fault));
        Assert.True(await host.Db(db => db.LedgerEntries.AnyAsync(e => e.AgreementId == agreement.PublicId)));
    }

    [Fact]
    public async Task Many_writers_and_several_sealers_at_once_make_one_unbroken_chain()
    {
        var companies = new List<(TestUser Company, SmtPortal.Domain.Registry.Premise Premise)>();
        var rounds = Tier.Times(200);
        for (var i = 0; i < 3 * rounds; i++)
            companies.Add((await host.Given.Company(), await host.Given.Premise()));
        var writing = companies.Chunk(rounds).Select(async mine =>
        {
            foreach (var (company, premise) in mine)
                await host.Given.Invitation(company, "canary@canary.test", [premise]);
        }).ToList();
        var sealing = Enumerable.Range(0, 3).Select(async _ =>
        {
            for (var i = 0; i < rounds; i++)
            {
                // Leases run out, so that sealers meet.
                host.Clock.Advance(TimeSpan.FromSeconds(61));
                await host.Run<SealLedger>();
            }
        }).ToList();
        await Task.WhenAll([.. writing, .. sealing]);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        await host.Run<SealLedger>();
        Assert.Equal(new LedgerReport(3 * rounds, 0, null), await Verify());
    }

    [Fact]
    public async Task A_customer_has_a_receipt_of_each_consent_with_its_number_and_seal()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(premise);
        var agreement = await host.Given.Agreement(await host.Given.Company(), customer, [premise]);
        var browser = await host.SignedIn(customer);
        Assert.Contains("Follows within a minute", (await browser.GetPage($"/customer/agreements/{agreement.Number}/receipt")).Text, StringComparison.Ordinal);
        await host.Run<SealLedger>();
        var entry = await host.Db(db => db.LedgerEntries.SingleAsync(e => e.AgreementId == agreement.PublicId));
        var page = await browser.GetPage($"/customer/agreements/{agreement.Number}/receipt");
        Assert.Equal($"Receipt of consent: agreement {agreement.Number}", page.Heading);
        Assert.Contains(Convert.ToHexStringLower(entry.Seal!), page.Text, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(await browser.Http.GetStringAsync(new Uri($"https://localhost/customer/agreements/{agreement.Number}/receipt.json")));
        var kept = json.RootElement.GetProperty("entries")[0];
        Assert.Equal(entry.Sequence, kept.GetProperty("sequence").GetInt64());
        byte[] salted = [.. Convert.FromHexString(kept.GetProperty("salt").GetString()!), .. Encoding.UTF8.GetBytes(kept.GetProperty("personalData").GetString()!)];
        Assert.Equal(kept.GetProperty("personalDataHash").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(salted)));
    }

    private async Task Decide(int times)
    {
        var company = await host.Given.Company();
        for (var i = 0; i < times; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await host.Given.Invitation(company, "canary@canary.test", [await host.Given.Premise()]);
        }
    }

    private Task<string> JsonOf(Agreement agreement, ConsentAct act) => host.Db(db => db.LedgerPersonalData
        .Where(d => db.LedgerEntries.Any(e => e.Id == d.EntryId && e.AgreementId == agreement.PublicId && e.Act == act)).Select(d => d.Json).SingleAsync());

    private Task<EraseLedgerDataResult> Erase(string who) => host.Use<EraseLedgerData, EraseLedgerDataResult>(erase => erase.ExecuteAsync(who, default));

    private Task<LedgerReport> Verify() => host.Use<VerifyLedger, LedgerReport>(verify => verify.ExecuteAsync(default));

    private Task Alter(long sequence, Action<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<LedgerEntry>> alter) => host.Db(async db =>
    {
        alter(db.Entry(await db.LedgerEntries.SingleAsync(e => e.Sequence == sequence)));
        await db.SaveChangesAsync();
    });

    private static Task<LedgerPersonalData> DataOf(Data.PortalDbContext db, long sequence) =>
        db.LedgerPersonalData.SingleAsync(d => db.LedgerEntries.Any(e => e.Id == d.EntryId && e.Sequence == sequence));
}
