using FsCheck.Xunit;
using SmtPortal.Domain.Accounts;

namespace SmtPortal.Domain.Tests.Accounts;

/// <summary>ACC-3: ten characters of an unambiguous alphabet, with a check character.</summary>
public sealed class GivingACode
{
    private const string Alphabet = AuthorizationCode.Alphabet;

    [Fact]
    public void No_character_looks_like_another()
    {
        Assert.Equal(31, Alphabet.Distinct().Count());
        Assert.DoesNotContain(Alphabet, c => "01ILO".Contains(c, StringComparison.Ordinal));
    }

    [Property(MaxTest = 1000)]
    public bool What_is_made_is_read_again_however_it_is_written(int seed)
    {
        var code = AuthorizationCode.Generate();
        var random = new Random(seed);
        var written = string.Concat(code.Value.SelectMany(c => new[] { random.Next(2) == 0 ? c.ToString() : c.ToString().ToLowerInvariant(), new[] { "", " ", "-" }[random.Next(3)] }));
        return code.Value.Length == AuthorizationCode.Length
            && AuthorizationCode.TryParse(written)! == code
            && AuthorizationCode.TryParse(code.ToString())! == code
            && code.Ending == "…" + code.Value[8..];
    }

    [Property(MaxTest = 500)]
    public bool One_wrong_character_is_found_wherever_it_stands(byte place, byte other)
    {
        var code = AuthorizationCode.Generate().Value;
        var at = place % code.Length;
        var wrong = Alphabet[other % Alphabet.Length];
        return wrong == code[at] || AuthorizationCode.TryParse(code[..at] + wrong + code[(at + 1)..]) is null;
    }

    [Property(MaxTest = 500)]
    public bool Two_that_changed_places_are_found_wherever_they_stand(byte first, byte second)
    {
        var code = AuthorizationCode.Generate().Value.ToCharArray();
        var (a, b) = (first % code.Length, second % code.Length);
        var same = code[a] == code[b];
        (code[a], code[b]) = (code[b], code[a]);
        return AuthorizationCode.TryParse(new string(code)) is not null == same;
    }

    [Fact]
    public void Of_all_last_characters_one_fits()
    {
        var data = AuthorizationCode.Generate().Value[..^1];
        Assert.Single(Alphabet, c => AuthorizationCode.TryParse(data + c) is not null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCDE")]
    [InlineData("0123456789")]
    [InlineData("ABCDE-FGHJ👀")]
    public void What_is_no_code_is_none(string? text) => Assert.Null(AuthorizationCode.TryParse(text));

    [Fact]
    public void Codes_differ() => Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => AuthorizationCode.Generate().Value).Distinct().Count());
}
