using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Accounts;

/// <summary>ACC-4, ACC-8.</summary>
public sealed class StandingWithThePortal
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Action<ThirdParty>> Moves = new()
    {
        ["approve"] = c => c.Approve("note", Now),
        ["refuse"] = c => c.Refuse("note", Now),
        ["suspend"] = c => c.Suspend("note", Now),
        ["resume"] = c => c.Resume("note", Now),
        ["close"] = c => c.Close("note", Now),
    };

    [Theory]
    [InlineData(ThirdPartyStatus.Pending, "approve", "refuse")]
    [InlineData(ThirdPartyStatus.Approved, "suspend", "close")]
    [InlineData(ThirdPartyStatus.Refused)]
    [InlineData(ThirdPartyStatus.Suspended, "resume", "close")]
    [InlineData(ThirdPartyStatus.Closed)]
    public void Each_state_lets_these_moves_happen_and_no_others(ThirdPartyStatus status, params string[] legal)
    {
        foreach (var (name, move) in Moves)
        {
            var company = In(status);
            if (legal.Contains(name))
                move(company);
            else
                Assert.Throws<DomainException>(() => move(company));
            Assert.Equal(legal.Contains(name), company.Status != status);
        }
    }

    [Theory]
    [InlineData(ThirdPartyStatus.Pending, false)]
    [InlineData(ThirdPartyStatus.Approved, true)]
    [InlineData(ThirdPartyStatus.Refused, false)]
    [InlineData(ThirdPartyStatus.Suspended, true)]
    [InlineData(ThirdPartyStatus.Closed, false)]
    public void Name_and_number_are_held_from_approval_to_closing(ThirdPartyStatus status, bool held)
    {
        var company = In(status);
        Assert.Equal(held ? ("BRIGHT ADVICE", "123456789") : (null, null), (company.HeldName, company.HeldDuns));
    }

    [Fact]
    public void Mail_goes_to_a_new_address_only_when_that_has_confirmed()
    {
        var company = In(ThirdPartyStatus.Approved);
        company.SendMailTo("first@example.com", isProven: true);
        company.SendMailTo("second@example.com", isProven: false);
        Assert.Equal(("first@example.com", "second@example.com"), (company.NotificationEmail, company.ProposedEmail));
        var link = company.ProposalId;
        company.SendMailTo("third@example.com", isProven: false);
        Assert.NotEqual(link, company.ProposalId);
        company.ConfirmProposal();
        Assert.Equal(("third@example.com", null, (Guid?)null), (company.NotificationEmail, company.ProposedEmail, company.ProposalId));
        Assert.Throws<DomainException>(company.ConfirmProposal);
    }

    [Theory]
    [InlineData("150483782", "150483782")]
    [InlineData("15-048-3782", "150483782")]
    [InlineData(" 150 483 782 ", "150483782")]
    [InlineData("1504837821500", "1504837821500")]
    [InlineData("15048378", null)]
    [InlineData("1504837820", null)]
    [InlineData("15048378A", null)]
    [InlineData("٠٥٠٤٨٣٧٨٢", null)]
    [InlineData("000000000", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_DUNS_number_has_9_digits_or_13(string? typed, string? digits) => Assert.Equal(digits, Duns.TryParse(typed));

    [Theory]
    [InlineData("https://www.example.com/", true)]
    [InlineData("https://example.com/privacy?lang=en#data", true)]
    [InlineData("https://xn--bcher-kva.example", true)]
    [InlineData("http://www.example.com/", false)]
    [InlineData("www.example.com", false)]
    [InlineData("javascript:alert(1)//https://a.example", false)]
    [InlineData("https://user:password@example.com/", false)]
    [InlineData("https://example.com:8443/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://intranet/", false)]
    [InlineData("https://exa mple.com/", false)]
    [InlineData("https://example.com\\@evil.example/", false)]
    [InlineData(null, false)]
    public void A_web_address_is_public_and_https(string? address, bool isWellFormed) => Assert.Equal(isWellFormed, WebAddress.IsWellFormed(address));

    private static ThirdParty In(ThirdPartyStatus status)
    {
        var company = ThirdParty.Register("Bright Advice", "123456789", Now);
        if (status == ThirdPartyStatus.Refused)
            company.Refuse("note", Now);
        if (status is ThirdPartyStatus.Approved or ThirdPartyStatus.Suspended or ThirdPartyStatus.Closed)
            company.Approve(null, Now);
        if (status == ThirdPartyStatus.Suspended)
            company.Suspend("note", Now);
        if (status == ThirdPartyStatus.Closed)
            company.Close(null, Now);
        return company;
    }
}
