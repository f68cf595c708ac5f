using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Shared;

public sealed class TidyingWords
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData("\u200B", null)]
    [InlineData("\u0007\u200B\t", null)]
    [InlineData(" two \t\u200B words\n", "two words")]
    public void What_cannot_be_seen_goes_and_nothing_left_is_nothing(string? typed, string? tidy) => Assert.Equal(tidy, Words.Tidy(typed));
}
