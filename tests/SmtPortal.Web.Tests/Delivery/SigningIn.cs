using SmtPortal.Web.Delivery;
using static SmtPortal.Web.Tests.Delivery.Drop;

namespace SmtPortal.Web.Tests.Delivery;

public sealed class SigningIn
{
    [Theory]
    [InlineData("acme", "wrong-one")]
    [InlineData("nobody", EmbeddedFtps.Password)]
    [InlineData("acme", "")]
    public async Task A_wrong_user_or_password_is_refused_for_good_and_never_printed(string user, string password)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        var failure = await FailureOfOpeningAsync(ftps.Target() with { User = user, Password = password });

        Assert.Equal((FileDropFailure.SignInRefused, 530, false), (failure.Kind, failure.ReplyCode, failure.IsTransient));
        if (password.Length > 0)
            Assert.DoesNotContain(password, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_password_counts_from_the_next_sign_in_on()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        await using (await OpenAsync(ftps.Target()))
        {
        }

        var created = FolderPassword.Create();
        await AuthUserFile.WriteAsync([new FolderUser(EmbeddedFtps.User, FolderPassword.Hash(created), ftps.Home), new FolderUser("later", FolderPassword.Hash("later-1"), ftps.Home)], ftps.UsersPath, Ct);

        Assert.Equal(FileDropFailure.SignInRefused, (await FailureOfOpeningAsync(ftps.Target())).Kind);
        await using (await OpenAsync(ftps.Target() with { Password = created }))
        {
        }

        await using (await OpenAsync(ftps.Target() with { User = "later", Password = "later-1" }))
        {
        }
    }

    [Fact]
    public async Task A_server_that_refuses_everybody_can_be_played()
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        ftps.Server.Faults.RefuseSignIn = true;
        Assert.Equal(FileDropFailure.SignInRefused, (await FailureOfOpeningAsync(ftps.Target())).Kind);
    }

    [Theory]
    [InlineData("acme\r\nDELE x", "p")]
    [InlineData("acme", "p\nDELE x")]
    [InlineData("acme", "p\0")]
    public async Task A_line_break_in_user_or_password_is_refused_before_anything_is_sent(string user, string password)
    {
        await using var ftps = await EmbeddedFtps.StartAsync();
        ftps.Server.GoAway();
        Assert.Equal(FileDropFailure.SignInRefused, (await FailureOfOpeningAsync(ftps.Target() with { User = user, Password = password })).Kind);
    }

    [Fact]
    public void A_target_in_print_shows_no_password()
    {
        var target = new FileDropTarget { Host = "ftp.example.test", Port = 21, User = "acme", Password = "canary-5511" };
        Assert.Equal("ftpes://acme@ftp.example.test:21", $"{target}");
    }
}
