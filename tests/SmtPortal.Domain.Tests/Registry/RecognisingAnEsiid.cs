using SmtPortal.Domain.Registry;

namespace SmtPortal.Domain.Tests.Registry;

public sealed class RecognisingAnEsiid
{
    [Theory]
    [InlineData("10443720001234567")]
    [InlineData("1008901000123456789012")]
    [InlineData(" '1044372 0001234567 ")]
    [InlineData("=\"10443720001234567\"")]
    public void It_has_17_or_22_digits_however_it_was_copied(string text) => Assert.NotNull(Esiid.TryParse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("20443720001234567")]
    [InlineData("1044372000123456")]
    [InlineData("104437200012345678")]
    [InlineData("1044372000123456A")]
    [InlineData("１０443720001234567")]
    public void Everything_else_is_refused(string? text) => Assert.Null(Esiid.TryParse(text));
}
