using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

[Trait("Once", "true")]
public sealed class WritingTheAuthUserFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("users-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_user_is_one_line_and_the_file_is_for_its_owner_alone()
    {
        var path = Path.Combine(_folder, "users");
        await File.WriteAllTextAsync(path, "old content that is much longer than what comes after it, so that it would show", Ct);
        var hash = FolderPassword.Hash("p-1");
        await AuthUserFile.WriteAsync([new FolderUser("acme", hash, "/srv/acme"), new FolderUser("b.co-2", hash, "/srv/b")], path, Ct, 70, 80);

        Assert.Equal($"acme:{hash}:70:80::/srv/acme:/bin/false\nb.co-2:{hash}:70:80::/srv/b:/bin/false\n", await File.ReadAllTextAsync(path, Ct));
        Assert.Equal(["users"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData("acme:x", "", "/srv/a")]
    [InlineData("ac\nme", "", "/srv/a")]
    [InlineData("", "", "/srv/a")]
    [InlineData("Acme", "", "/srv/a")]
    [InlineData("acme", "plain", "/srv/a")]
    [InlineData("acme", "", "/srv/a:/bin/sh")]
    [InlineData("acme", "", "/srv/a\nroot:")]
    [InlineData("acme", "", "srv")]
    public async Task A_field_that_would_break_the_line_is_refused_and_the_old_file_stays(string name, string hash, string home)
    {
        var path = Path.Combine(_folder, "users");
        await File.WriteAllTextAsync(path, "old", Ct);
        var user = new FolderUser(name, hash.Length > 0 ? hash : FolderPassword.Hash("p"), home);
        await Assert.ThrowsAsync<ArgumentException>(() => AuthUserFile.WriteAsync([user], path, Ct));

        Assert.Equal("old", await File.ReadAllTextAsync(path, Ct));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Passwords_that_bcrypt_would_cut_are_refused()
    {
        Assert.StartsWith("$2b$11$", FolderPassword.Hash(new string('x', 72)), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FolderPassword.Hash(new string('x', 73)));
        Assert.Throws<ArgumentException>(() => FolderPassword.Hash(new string('ñ', 37)));
        Assert.Throws<ArgumentException>(() => FolderPassword.Hash("a\nb"));
        Assert.Throws<ArgumentException>(() => FolderPassword.Hash(""));
    }

    [Fact]
    public void Created_passwords_differ_and_can_be_typed()
    {
        var many = Enumerable.Range(0, 1000).Select(_ => FolderPassword.Create()).ToHashSet();
        Assert.Equal(1000, many.Count);
        Assert.All(many, password => Assert.Matches(@"\A[a-z2-9]{8}(-[a-z2-9]{8}){3}\z", password));
    }
}
