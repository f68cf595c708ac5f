using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Agreements;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Invitations;
using SmtPortal.Domain.Registry;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Han;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Invitations;

/// <summary>INV-2, INV-3, INV-4: the two kinds that are about a device.</summary>
public sealed class AskingForADevice(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Code = GivenAgreements.InstallationCode;

    [Fact]
    public async Task INV_2_The_form_has_only_the_fields_that_the_kind_needs()
    {
        var browser = await host.SignedIn(await host.Given.Company());
        foreach (var (query, has, hasNot) in new[]
        {
            ("", new[] { "Months", "Esiids" }, new[] { "UsageKind", "From", "Mac", "InstallationCode" }),
            ("?kind=EnergyData&access=OneTime", ["UsageKind", "From", "To"], ["Months", "Mac"]),
            ("?kind=InHomeDevice", ["Mac", "InstallationCode", "DeviceType", "DeviceDescription"], ["Months", "UsageKind"]),
            ("?kind=InHomeDeviceServices", ["Mac", "Esiids"], ["InstallationCode", "DeviceType", "Months"]),
        })
        {
            var page = await browser.GetPage("/company/invitations/new" + query);
            Assert.All(has, field => Assert.NotNull(page.Document.QuerySelector("#" + field)));
            Assert.All(hasNot, field => Assert.Null(page.Document.QuerySelector("#" + field)));
            Assert.Single(page.Document.QuerySelectorAll(".kind[aria-current]"));
        }
    }

    [Fact]
    public async Task INV_3_Every_problem_of_a_device_is_told_at_once_at_its_field()
    {
        var (browser, first, second) = (await host.SignedIn(await host.Given.Company()), await host.Given.Premise(), await host.Given.Premise());
        var page = await browser.PostForm(await browser.GetPage("/company/invitations/new?kind=InHomeDevice"), new
        {
            Email = "canary@canary.test",
            Esiids = $"{first.Esiid} {second.Esiid}",
            Mac = "00:0D:6F",
            InstallationCode = "83FED3407A939723A5C639B26916D505B5C3",
            DeviceDescription = "see www.example.com",
            Purpose = "Research",
        }, "Send the invitation");
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            [
                "A device is at one ESIID; there are 2.",
                "Choose what the device is.",
                "Enter the MAC address of the device (EUI-64): 16 digits from 0 to 9 and A to F.",
                "Enter the installation code as it stands on the device: 16, 20, 28 or 36 digits from 0 to 9 and A to F, of which the last four are a check. Look for a typing mistake.",
                "The description is plain text: take out web and mail addresses.",
            ],
            page.Problems.OrderBy(p => p, StringComparer.Ordinal));
        Assert.Equal("00:0D:6F", page.Document.QuerySelector("#Mac")!.GetAttribute("value"));
    }

    [Fact]
    public async Task INV_3_A_device_is_asked_for_once_in_each_kind_and_a_home_may_have_several()
    {
        var (company, premise, mac) = (await host.Given.Company(), await host.Given.Premise(), host.Given.Mac());
        await host.Given.Invitation(company, "canary@canary.test", [premise], host.Given.Device(mac));
        var again = await Send(company, premise, mac);
        Assert.Equal([$"{MacAddress.TryParse(mac)} is in an open invitation of yours already."], again.Problems);
        Assert.StartsWith("Invitation ", (await Send(company, premise, host.Given.Mac())).Heading, StringComparison.Ordinal);
        await host.Given.Invitation(company, "canary@canary.test", [premise], host.Given.Services(mac));
        await host.Given.Invitation(await host.Given.Company(), "canary@canary.test", [premise], host.Given.Device(mac));

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Use<CreateInvitation, CreateInvitationResult>(create =>
        {
            var form = new InvitationForm { Email = "canary@canary.test", Esiids = premise.Esiid, Purpose = Purpose.Research }.By(company.OwnerId);
            host.Given.Device("000D6FFFFF000001")(form);
            return create.ExecuteAsync(form, company.Id, default);
        }))));
        Assert.Single(results, r => r.Outcome == CreateInvitationOutcome.Created);
    }

    [Fact]
    public async Task INV_4_The_mail_names_type_description_and_MAC_and_never_the_installation_code()
    {
        var (company, premise) = (await host.Given.Company("Cool Rooms LLC"), await host.Given.Premise());
        await host.Given.Invitation(company, "canary-device@canary.test", [premise], host.Given.Device("000D6F000A9069E3"));
        await host.RunJobs();
        var mail = host.Mail.OnlyTo("canary-device@canary.test");
        Assert.Equal("Cool Rooms LLC asks to add a device in your home", mail.Subject);
        var token = RecordedMail.TokenOf(mail, "accept");
        Assert.Equal(
            $"""
            Cool Rooms LLC asks to add a device in your home
            ================================================

            You decide. Nothing happens unless you accept, and you can take it back at
            any time.

            Who asks: Cool Rooms LLC
            Purpose: Energy advice
            What they ask for: In-Home Device
            What they could do: add the device to the network of your meter, see whether
              it is there, and remove it
            Device type: programmable thermostat
            Device: Hallway
            MAC address of the device: 00:0D:6F:00:0A:90:69:E3
            Answer until: Dec 23, 2026, 12:00 PM CT

            At this ESIID, the number of your electricity delivery point:

            - {premise.Esiid}

            Accept:
            https://localhost/l/{token}/accept

            Reject:
            https://localhost/l/{token}/reject

            Register for an SMT account:
            https://localhost/l/{token}/register

            This is not for me:
            https://localhost/l/{token}/not-for-me

            Block this company:
            https://localhost/l/{token}/block

            These links are yours alone: do not pass this mail on. Opening one changes
            nothing by itself; you are always asked once more.
            """,
            mail.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.DoesNotContain("83FE", mail.HtmlBody!.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_customers_mail_about_the_agreement_says_what_it_allows_and_how_it_ends()
    {
        var premise = await host.Given.Premise();
        var company = await host.Given.Company("Cool Halls LLC");
        var (english, spanish) = (await host.Given.Customer(premise), await host.Given.Customer(Language.Spanish, await host.Given.Premise()));
        var device = await host.Given.Agreement(company, english, [premise], host.Given.Device("000D6F000A9069E5"));
        var home = (await host.Db(db => db.Occupancies.Where(o => o.CustomerId == spanish.OwnerId).Select(o => o.Esiid).SingleAsync()));
        var other = await host.Db(db => db.Premises.SingleAsync(p => p.Esiid == home));
        var theirs = await host.Given.Agreement(company, spanish, [other], host.Given.Device("000D6F000A9069E6"));
        await host.RunJobs();
        Assert.Equal(
            $"Your agreement {device.Number} is in force {new string('=', $"Your agreement {device.Number} is in force".Length)}"
            + " Cool Halls LLC may add this device to the network of your meter, see whether it is there, and remove it: programmable thermostat “Hallway”, MAC 00:0D:6F:00:0A:90:69:E5."
            + $" - {premise.Esiid} This agreement ends when the device is removed. Look at the agreement: https://localhost/customer/agreements/{device.Number}"
            + " If you did not do this, sign in and change your password.",
            RecordedMail.WordsOf(Assert.Single(host.Mail.To(english.Email), m => m.Subject == $"You accepted the invitation of Cool Halls LLC: agreement {device.Number}")));
        Assert.Contains(
            "Cool Halls LLC puede agregar este dispositivo a la red de su medidor, ver si está allí y quitarlo: termostato programable “Hallway”, MAC 00:0D:6F:00:0A:90:69:E6."
            + $" - {home} Este acuerdo termina cuando se quita el dispositivo.",
            RecordedMail.WordsOf(Assert.Single(host.Mail.To(spanish.Email), m => m.Subject == $"Usted aceptó la invitación de Cool Halls LLC: acuerdo {theirs.Number}")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_4_In_Spanish_too()
    {
        var premise = await host.Given.Premise();
        var customer = await host.Given.Customer(Language.Spanish, premise);
        await host.Given.Invitation(await host.Given.Company("Cuartos Frescos"), customer.Email, [premise], host.Given.Services("000D6F000A9069E4"));
        await host.RunJobs();
        var mail = host.Mail.OnlyTo(customer.Email);
        Assert.Equal("Cuartos Frescos pide enviar mensajes a un dispositivo en su hogar", mail.Subject);
        foreach (var said in new[] { "Servicios para un dispositivo en el hogar", "enviar mensajes de texto, de precio y de control de carga al dispositivo", "00:0D:6F:00:0A:90:69:E4", "En este ESIID, el número de su punto de entrega de electricidad:" })
            Assert.Contains(said, RecordedMail.WordsOf(mail), StringComparison.Ordinal);
        Assert.Contains("pide enviar mensajes de texto, de precio y de control de carga a este dispositivo: MAC 00:0D:6F:00:0A:90:69:E4.", (await (await host.SignedIn(customer)).GetPage("/customer")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task INV_4_The_installation_code_is_kept_encrypted_shown_to_nobody_and_gone_when_the_invitation_is_closed()
    {
        var (company, premise) = (await host.Given.Company(), await host.Given.Premise());
        var customer = await host.Given.Customer(premise);
        var page = await Send(company, premise, host.Given.Mac(), customer.Email);
        Assert.DoesNotContain(Code, page.Html, StringComparison.OrdinalIgnoreCase);
        var row = await host.Db(db => db.Invitations.AsNoTracking().SingleAsync(i => i.ThirdPartyId == company.OwnerId));
        Assert.DoesNotContain(Code, Convert.ToHexString(Convert.FromBase64String(row.EncryptedCode!)), StringComparison.Ordinal);
        Assert.Equal(Code, (await host.Use<InstallationCodes, InstallationCode>(c => Task.FromResult(c.Unprotect(row.Mac!, row.EncryptedCode!)))).Value);
        var customers = await host.SignedIn(customer);
        Assert.DoesNotContain(Code, (await customers.GetPage($"/invited/{row.PublicId}/accept")).Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(await host.Db(db => db.LedgerPersonalData.Select(d => d.Json).ToListAsync()), json => json.Contains(Code, StringComparison.OrdinalIgnoreCase));
        await host.Use<RejectInvitation, bool>(r => r.ExecuteAsync(row.PublicId, null, null, default));
        Assert.Null(await host.Db(db => db.Invitations.Where(i => i.Number == row.Number).Select(i => i.EncryptedCode).SingleAsync()));
    }

    private async Task<Page> Send(TestUser company, Premise premise, string mac, string email = "canary@canary.test")
    {
        var browser = await host.SignedIn(company);
        return await browser.PostForm(
            await browser.GetPage("/company/invitations/new?kind=InHomeDevice"),
            new { Email = email, Esiids = premise.Esiid, Mac = mac, InstallationCode = Code, DeviceType = "ProgrammableThermostat", DeviceDescription = "Hallway", Purpose = "Research" },
            "Send the invitation");
    }
}

/// <summary>HAN-1, HAN-6, AGR-2, AGR-5: agreements about devices, from acceptance to their end.</summary>
public sealed class AgreeingToADevice(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task HAN_1_Accepting_starts_adding_the_device_at_once()
    {
        var (company, customer, premise) = await Three();
        var invitation = await host.Given.Invitation(company, customer.Email, [premise], host.Given.Device());
        var browser = await host.SignedIn(customer);
        var ask = await browser.GetPage($"/invited/{invitation.PublicId}/accept");
        Assert.EndsWith("asks to add a device in your home", ask.Heading, StringComparison.Ordinal);
        Assert.Contains($"your meter is asked to let this device join its network, and the company may see whether it is there, and remove it: programmable thermostat “Hallway”, MAC {invitation.Mac}.", ask.Text, StringComparison.Ordinal);
        var done = await browser.PostForm(ask, button: "Accept");
        Assert.Contains("Your meter is being asked to let the device join. This agreement ends when the device is removed.", done.Text, StringComparison.Ordinal);

        var agreement = await Agreement(company);
        Assert.Equal((AgreementKind.InHomeDevice, (DateOnly?)null, (DateTimeOffset?)null, invitation.Mac), (agreement.Kind, agreement.LastDay, agreement.EndsAt, agreement.Mac));
        var device = await Device(invitation.Mac!);
        Assert.Equal((HanDeviceStatus.Joining, customer.OwnerId, premise.Esiid, "Hallway"), (device.Status, device.CustomerId, device.Esiid, device.Description));
        Assert.NotNull(device.EncryptedCode);
        var request = Assert.Single(await Requests(device));
        Assert.Equal((HanRequestKind.Add, HanRequestStatus.Queued, (long?)agreement.Number, (Guid?)customer.Id), (request.Kind, request.Status, request.AgreementNumber, request.AskedByUserId));

        await host.RunJobs();
        var mail = Assert.Single(host.Mail.To(customer.Email), m => m.Subject!.StartsWith("You accepted the invitation of Bright Advice", StringComparison.Ordinal));
        Assert.Contains("This agreement ends when the device is removed.", RecordedMail.WordsOf(mail), StringComparison.Ordinal);
        Assert.Contains("The agreement is in force until the device is removed.", RecordedMail.WordsOf(host.Mail.OnlyTo(await host.OfficeOf(company))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_has_no_end_of_its_own_and_stays_active()
    {
        var (company, customer, premise) = await Three();
        var agreement = await host.Given.Agreement(company, customer, [premise], host.Given.Device());
        Assert.True(agreement.IsActiveAt(host.Now.AddYears(5)));
        Assert.Empty(agreement.ExtensionDaysAt(host.Now));
        await host.Run<ExpireAgreements>();
        Assert.Equal(AgreementStatus.Active, (await Agreement(company)).Status);
        var browser = await host.SignedIn(company);
        Assert.Contains("none: it ends when the device is removed", (await browser.GetPage($"/company/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
        Assert.Contains("no end", (await browser.GetPage("/company/agreements")).Text, StringComparison.Ordinal);
        Assert.Contains("has no end of its own", (await browser.GetPage($"/company/agreements/{agreement.Number}/extension")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{agreement.Number}:", (await browser.GetPage("/company/reports/new")).Text, StringComparison.Ordinal);
        using var csv = await browser.Http.GetAsync("/company/agreements/list.csv?kind=InHomeDevice");
        Assert.Contains($",{agreement.Mac}", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var customers = await host.SignedIn(customer);
        foreach (var path in new[] { "", "/end", "/receipt", "/extend" })
            (await customers.GetPage($"/customer/agreements/{agreement.Number}{path}")).Expect(HttpStatusCode.OK);
        Assert.Contains("may add this device to the network of your meter", (await customers.GetPage("/customer/agreements")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGR_2_Neither_side_ends_it_directly()
    {
        var (company, customer, premise) = await Three();
        var agreement = await host.Given.Agreement(company, customer, [premise], host.Given.Device());
        Assert.Equal(TerminateOutcome.EndsWithDevice, await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByCustomerAsync(agreement.Number, customer.OwnerId, customer.Id, null, default)));
        Assert.Equal(TerminateOutcome.EndsWithDevice, await host.Use<TerminateAgreement, TerminateOutcome>(t => t.ByThirdPartyAsync(agreement.Number, company.OwnerId, company.Id, null, default)));
        foreach (var (user, side) in new[] { (customer, "customer"), (company, "company") })
        {
            var browser = await host.SignedIn(user);
            Assert.DoesNotContain("End this agreement", (await browser.GetPage($"/{side}/agreements/{agreement.Number}")).Text, StringComparison.Ordinal);
            Assert.Null((await browser.GetPage($"/{side}/agreements/{agreement.Number}/end")).Document.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task AGR_2_AGR_8_Services_end_at_any_time_by_either_side_and_with_all_sharing()
    {
        var (company, customer, premise) = await Three();
        var mac = host.Given.Mac();
        var device = await host.Given.Agreement(company, customer, [premise], host.Given.Device(mac));
        foreach (var side in new[] { "company", "customer" })
        {
            var services = await host.Given.Agreement(company, customer, [premise], host.Given.Services(mac));
            var browser = await host.SignedIn(side == "company" ? company : customer);
            var page = await browser.PostForm(await browser.GetPage($"/{side}/agreements/{services.Number}/end"), button: "End the agreement");
            Assert.Equal("Terminated", page.Document.QuerySelector(".chip")!.TextContent);
        }

        var last = await host.Given.Agreement(company, customer, [premise], host.Given.Services(mac));
        var customers = await host.SignedIn(customer);
        var all = await customers.GetPage("/customer/agreements/stop-all");
        Assert.Contains("send text, price and load-control messages to the device", all.Text, StringComparison.Ordinal);
        await customers.PostForm(all, button: "End this agreement");
        Assert.Equal(
            [AgreementStatus.Active, AgreementStatus.Terminated],
            await host.Db(db => db.Agreements.Where(a => a.Number == device.Number || a.Number == last.Number).OrderBy(a => a.Number).Select(a => a.Status).ToListAsync()));
        Assert.Equal(HanDeviceStatus.Joining, (await Device(device.Mac!)).Status);
    }

    [Fact]
    public async Task INV_3_Whether_a_device_is_on_a_network_is_told_at_acceptance_and_to_the_customer_alone()
    {
        var (company, customer, premise) = await Three();
        var (other, neighbour, next) = await Three();
        var mac = host.Given.Mac();
        // Services for a device that is not here; the company is let invite.
        var early = await host.Given.Invitation(company, customer.Email, [premise], host.Given.Services(mac));
        Assert.Contains("This device is not on the network of your meter at this ESIID.", await Refusal(customer, early), StringComparison.Ordinal);
        await host.Given.Agreement(other, neighbour, [next], host.Given.Device(mac));
        Assert.Contains("This device is not on the network of your meter at this ESIID.", await Refusal(customer, early), StringComparison.Ordinal);
        // Somebody else's device.
        var elsewhere = await host.Given.Invitation(company, customer.Email, [premise], host.Given.Device(mac));
        Assert.Contains("This device is on the network of another home.", await Refusal(customer, elsewhere), StringComparison.Ordinal);
        // HAN-6: one that has its agreement.
        var taken = await host.Given.Invitation(await host.Given.Company(), neighbour.Email, [next], host.Given.Services(mac));
        Assert.Equal(AcceptOutcome.Accepted, (await Accept(taken, neighbour)).Outcome);
        var second = await host.Given.Invitation(await host.Given.Company(), neighbour.Email, [next], host.Given.Device(mac));
        Assert.Contains("This device is under an In-Home Device agreement already.", await Refusal(neighbour, second), StringComparison.Ordinal);
        // The company sees open invitations and nothing else.
        Assert.Equal(InvitationStatus.Open, await host.Db(db => db.Invitations.Where(i => i.Number == elsewhere.Number).Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task HAN_6_Two_companies_at_the_same_moment_get_one_agreement_and_two_homes_one_device()
    {
        for (var round = 0; round < 5; round++)
        {
            var (company, customer, premise) = await Three();
            var (_, neighbour, next) = await Three();
            var mac = host.Given.Mac();
            var invitations = new[]
            {
                (await host.Given.Invitation(company, customer.Email, [premise], host.Given.Device(mac)), customer),
                (await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise], host.Given.Device(mac)), customer),
                (await host.Given.Invitation(await host.Given.Company(), neighbour.Email, [next], host.Given.Device(mac)), neighbour),
            };
            var results = await Task.WhenAll(invitations.Select(i => Task.Run(() => Accept(i.Item1, i.Item2))));
            Assert.Single(results, r => r.Outcome == AcceptOutcome.Accepted);
            Assert.Equal(2, results.Count(r => r.Outcome == AcceptOutcome.DeviceObstacle));
            var device = await Device(MacAddress.TryParse(mac)!);
            Assert.Single(await Requests(device));
        }
    }

    [Fact]
    public async Task The_same_click_twice_adds_the_device_once()
    {
        var (company, customer, premise) = await Three();
        var invitation = await host.Given.Invitation(company, customer.Email, [premise], host.Given.Device());
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Accept(invitation, customer))));
        Assert.All(results, r => Assert.Equal(AcceptOutcome.Accepted, r.Outcome));
        Assert.Single(await Requests(await Device(invitation.Mac!)));
    }

    [Fact]
    public async Task AGR_5_On_move_out_agreements_about_devices_end_and_the_devices_leave()
    {
        var (company, customer, premise) = await Three();
        var (waiting, joined) = (host.Given.Mac(), host.Given.Mac());
        var never = await host.Given.Agreement(company, customer, [premise], host.Given.Device(waiting));
        var device = await host.Given.Agreement(company, customer, [premise], host.Given.Device(joined));
        var services = await host.Given.Agreement(await host.Given.Company(), customer, [premise], host.Given.Services(joined));
        // The gateway has got the second one's request.
        var sent = await Device(device.Mac!);
        await host.Db(async db =>
        {
            var request = await db.HanRequests.SingleAsync(r => r.DeviceId == sent.Id);
            db.Entry(request).Property(r => r.Status).CurrentValue = HanRequestStatus.Sent;
            await db.SaveChangesAsync();
        });
        await host.Given.MoveOut(premise, CentralTime.DayOf(host.Now));

        Assert.All(
            await host.Db(db => db.Agreements.Where(a => a.CustomerId == customer.OwnerId).ToListAsync()),
            a => Assert.Equal((AgreementStatus.Terminated, EndReason.MoveOut), (a.Status, a.EndReason!.Value)));
        var (gone, leaving) = (await Device(never.Mac!), await Device(device.Mac!));
        Assert.Equal((HanDeviceStatus.Absent, null), (gone.Status, gone.EncryptedCode));
        Assert.Equal([HanRequestStatus.Cancelled], (await Requests(gone)).Select(r => r.Status));
        Assert.Equal((HanDeviceStatus.Leaving, null), (leaving.Status, leaving.EncryptedCode));
        Assert.Equal(
            [(HanRequestKind.Add, HanRequestStatus.Cancelled, (long?)device.Number), (HanRequestKind.Remove, HanRequestStatus.Queued, device.Number)],
            (await Requests(leaving)).Select(r => (r.Kind, r.Status, r.AgreementNumber)));
        await host.SendMail();
        var mail = RecordedMail.WordsOf(Assert.Single(host.Mail.To(customer.Email), m => m.Subject == "An ESIID has left your account"));
        Assert.Contains("This device leaves the network of the meter there:", mail, StringComparison.Ordinal);
        Assert.Contains($"programmable thermostat “Hallway”, MAC {device.Mac}", mail, StringComparison.Ordinal);
        Assert.Contains($"Agreement {services.Number} with", mail, StringComparison.Ordinal);

        // Who moves in may have the same device.
        var next = await host.Given.Customer(premise);
        var again = await host.Given.Invitation(await host.Given.Company(), next.Email, [premise], host.Given.Device(joined));
        Assert.Equal(AcceptOutcome.Accepted, (await Accept(again, next)).Outcome);
    }

    [Fact]
    public async Task HAN_2_A_device_that_is_leaving_comes_back_only_when_it_has_left()
    {
        var (company, customer, premise) = await Three();
        var mac = host.Given.Mac();
        var agreement = await host.Given.Agreement(company, customer, [premise], host.Given.Device(mac));
        var invitation = await host.Given.Invitation(await host.Given.Company(), customer.Email, [premise], host.Given.Device(mac));
        await Stand(agreement.Mac!, HanDeviceStatus.Leaving);
        Assert.Contains("This device is being removed from the network of your meter.", await Refusal(customer, invitation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGR_7_Both_sides_find_it_by_the_MAC_however_it_is_written()
    {
        var (company, customer, premise) = await Three();
        var agreement = await host.Given.Agreement(company, customer, [premise], host.Given.Device());
        var other = await host.Given.Agreement(company, customer, [premise]);
        foreach (var (user, list) in new[] { (customer, "/customer/agreements"), (company, "/company/agreements") })
        {
            var browser = await host.SignedIn(user);
            foreach (var words in new[] { agreement.Mac!.Value.ToLowerInvariant(), $"{agreement.Mac}" })
            {
                var found = await browser.PostForm(await browser.GetPage(list), new { words }, "Find");
                Assert.Contains($"/agreements/{agreement.Number}\"", found.Html, StringComparison.Ordinal);
                Assert.DoesNotContain($"/agreements/{other.Number}\"", found.Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Lists_filter_by_kind()
    {
        var (company, customer, premise) = await Three();
        var agreement = await host.Given.Agreement(company, customer, [premise], host.Given.Device());
        var other = await host.Given.Agreement(company, customer, [premise]);
        var browser = await host.SignedIn(company);
        foreach (var (kind, has, hasNot) in new[] { ("InHomeDevice", agreement, other), ("EnergyData", other, agreement) })
        {
            var agreements = await browser.GetPage($"/company/agreements?kind={kind}");
            Assert.Contains($"/agreements/{has.Number}\"", agreements.Html, StringComparison.Ordinal);
            Assert.DoesNotContain($"/agreements/{hasNot.Number}\"", agreements.Html, StringComparison.Ordinal);
            var invitations = (await browser.GetPage($"/company/invitations?kind={kind}")).Document.QuerySelectorAll("td[data-label=Number]").Select(cell => cell.TextContent);
            Assert.Equal([$"{has.InvitationNumber}"], invitations);
        }
    }

    private async Task<string> Refusal(TestUser customer, Invitation invitation)
    {
        var browser = await host.SignedIn(customer);
        var page = await browser.PostForm(await browser.GetPage($"/invited/{invitation.PublicId}/accept"), button: "Accept");
        return Assert.Single(page.Expect(HttpStatusCode.BadRequest).Problems);
    }

    private Task<AcceptResult> Accept(Invitation invitation, TestUser customer) =>
        host.Use<AcceptInvitation, AcceptResult>(a => a.ExecuteAsync(invitation.PublicId, customer.OwnerId, customer.Id, default));

    private Task Stand(MacAddress mac, HanDeviceStatus status) => host.Db(async db =>
    {
        var device = await db.HanDevices.SingleAsync(d => d.Mac == mac);
        db.Entry(device).Property(d => d.Status).CurrentValue = status;
        db.Entry(device).Property(d => d.PresentMac).CurrentValue = null;
        await db.SaveChangesAsync();
    });

    private Task<Agreement> Agreement(TestUser company) => host.Db(db => db.Agreements.AsNoTracking().SingleAsync(a => a.ThirdPartyId == company.OwnerId));

    private Task<HanDevice> Device(MacAddress mac) => host.Db(db => db.HanDevices.AsNoTracking().SingleAsync(d => d.Mac == mac));

    private Task<List<HanRequest>> Requests(HanDevice device) => host.Db(db => db.HanRequests.AsNoTracking().Where(r => r.DeviceId == device.Id).OrderBy(r => r.CreatedAt).ThenBy(r => r.Kind).ToListAsync());

    private async Task<(TestUser Company, TestUser Customer, Premise Premise)> Three()
    {
        var premise = await host.Given.Premise();
        return (await host.Given.Company(), await host.Given.Customer(premise), premise);
    }
}
