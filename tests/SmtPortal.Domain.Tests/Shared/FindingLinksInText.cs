using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Shared;

/// <summary>INV-1: a purpose is plain text without links.</summary>
public sealed class FindingLinksInText
{
    [Theory]
    [InlineData("see www.example.com", true)]
    [InlineData("https://example.com", true)]
    [InlineData("evil.com?pay", true)]
    [InlineData("evil.com:443/pay", true)]
    [InlineData("evil.com#x", true)]
    [InlineData("evil.com]now", true)]
    [InlineData("evil.com\u00a0now", true)]
    [InlineData("write to me@example", true)]
    [InlineData("To find the plan that fits. It costs 3.50 a month, e.g. in May.", false)]
    [InlineData("Para ayudarle a gastar menos.", false)]
    [InlineData(null, false)]
    public void What_a_mail_program_would_make_a_link_of_is_found(string? text, bool found) => Assert.Equal(found, Words.HoldLink(text));

    [Fact]
    public void Characters_that_nobody_sees_are_taken_out() => Assert.Equal("a b c", Words.Tidy("  a\u202eb \u200b\n c "));
}
