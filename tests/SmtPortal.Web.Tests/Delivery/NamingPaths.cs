using FsCheck.Xunit;
using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

[Trait("Once", "true")]
public sealed class NamingPaths
{
    [Theory]
    [InlineData("a")]
    [InlineData("/a/b.csv")]
    [InlineData("reports/2026-11/.usage_1.csv.part")]
    [InlineData("...")]
    public void Parts_of_letters_digits_dots_hyphens_and_underscores_are_allowed(string path) => Assert.Equal(path, FtpPath.Check(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("-R")]
    [InlineData("a b")]
    [InlineData("a\r\nDELE b")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("año")]
    [InlineData("a/b/c/d/e/f/g/h/i/j/k/l/m")]
    public void Everything_else_is_refused(string path) =>
        Assert.Equal(FileDropFailure.BadPath, Assert.Throws<FileDropException>(() => FtpPath.Check(path)).Kind);

    [Fact]
    public void A_part_has_a_hundred_characters_at_most()
    {
        FtpPath.Check(new string('a', 100));
        Assert.Throws<FileDropException>(() => FtpPath.Check(new string('a', 101)));
    }

    [Property]
    public bool Whatever_passes_has_no_character_that_could_end_a_command(string? text)
    {
        try
        {
            return FtpPath.Check(text ?? "").All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/');
        }
        catch (FileDropException)
        {
            return true;
        }
    }

    [Fact]
    public async Task No_method_of_a_session_sends_a_path_that_is_not_allowed()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await File.WriteAllTextAsync(ftps.OnDisk("b"), "stays", Ct);
        await using var session = await OpenAsync(ftps.Target());
        const string evil = "a\r\nDELE b";
        Func<Task>[] calls =
        [
            () => session.MakeFolderAsync(evil, Ct),
            () => session.UploadAsync(evil, [1]),
            () => session.RenameAsync(evil, "c", Ct),
            () => session.RenameAsync("c", evil, Ct),
            () => session.SizeAsync(evil, Ct),
            () => session.DownloadAsync(evil),
            () => session.DeleteAsync(evil, Ct),
            () => session.ListAsync(evil, Ct),
        ];
        foreach (var call in calls)
            Assert.Equal(FileDropFailure.BadPath, (await Assert.ThrowsAsync<FileDropException>(call)).Kind);

        Assert.Equal(5, await session.SizeAsync("b", Ct));
    }
}
