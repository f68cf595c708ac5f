namespace SmtPortal.Simulator.Ftps;

/// <summary>Who has signed in on a connection.</summary>
internal sealed class FtpAccount(FtpUser user, FtpsServerContext server)
{
    /// <summary>Whether the account may do more than list, fetch and delete.</summary>
    public bool MayWrite { get; } = server.Options.Writer is not { } writer || writer == user.Name;

    /// <summary>Whether it may go on: a user who was taken out of the file, or got another password, is out at once.</summary>
    public bool IsStillIn => server.Users.Has(user);
}
