using System.Net;
using Microsoft.EntityFrameworkCore;
using SmtPortal.Domain.Registry;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

/// <summary>ACC-1: the REP is chosen from a list that can be searched, also where a browser shows no list.</summary>
public sealed class ChoosingARep(RegistrationHost host) : IClassFixture<RegistrationHost>
{
    [Fact]
    public async Task The_field_carries_the_whole_list()
    {
        await Reps();
        var page = await host.Browser().GetPage("/register");
        Assert.Equal("reps", page.Document.QuerySelector("#Rep")!.GetAttribute("list"));
        Assert.Contains("Canary Power One (29901)", page.Document.QuerySelectorAll("#reps option").Select(o => o.GetAttribute("value")));
    }

    [Theory]
    [InlineData("Canary Power One (29901)")]
    [InlineData("29901")]
    [InlineData(" 29901 ")]
    [InlineData("canary power one")]
    [InlineData("POWER ONE")]
    public async Task An_entry_a_number_a_name_or_enough_of_one_is_understood(string typed)
    {
        await Reps();
        var premise = await host.Given.Premise(p => p.RepCertificate = "29901");
        Assert.Equal("Check your mail", (await host.Browser().Register(premise, RegistrationSteps.NewAddress(), rep: typed)).Heading);
    }

    [Theory]
    [InlineData("Canary Power", "Several REPs have this in their name. Which one is yours? Canary Power One (29901) · Canary Power Two (29902)")]
    [InlineData("no such company", "Choose your REP from the list.")]
    [InlineData("", "Choose your REP from the list.")]
    [InlineData("Canary Power One (2990)", "Choose your REP from the list.")]
    public async Task What_is_not_one_REP_is_asked_again_and_kept_in_the_field(string typed, string problem)
    {
        await Reps();
        var page = await host.Browser().Register(await host.Given.Premise(), RegistrationSteps.NewAddress(), rep: typed);
        Assert.Equal([problem], page.Expect(HttpStatusCode.BadRequest).Problems);
        Assert.Equal(typed, page.Document.QuerySelector("#Rep")!.GetAttribute("value") ?? "");
    }

    [Fact] // the list may lag behind
    public async Task A_number_that_the_list_does_not_hold_is_checked_like_any_other()
    {
        var premise = await host.Given.Premise();
        Assert.Equal([RegistrationSteps.DoesNotMatch], (await host.Browser().Register(premise, RegistrationSteps.NewAddress(), rep: "99999")).Problems);
    }

    private Task Reps() => host.Db(async db =>
    {
        foreach (var (certificate, name) in new[] { ("29901", "Canary Power One"), ("29902", "Canary Power Two") })
        {
            if (!await db.Reps.AnyAsync(r => r.Certificate == certificate))
                db.Reps.Add(new Rep { Certificate = certificate, Name = name });
        }

        await db.SaveChangesAsync();
    });
}
