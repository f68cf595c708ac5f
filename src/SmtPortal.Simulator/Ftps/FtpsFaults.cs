namespace SmtPortal.Simulator.Ftps;

/// <summary>What the server does wrong on purpose. Each can be set and unset while it runs; being away is <see cref="FtpsServer.GoAway"/>.</summary>
public sealed class FtpsFaults
{
    /// <summary>Every password is wrong.</summary>
    public bool RefuseSignIn { get; set; }

    /// <summary>RNTO is answered 553.</summary>
    public bool RefuseRename { get; set; }

    private long _dropUploadAtByte = -1;
    private long _replyDelayTicks;

    /// <summary>Both connections are reset when an upload has brought this many bytes; null never.</summary>
    public long? DropUploadAtByte
    {
        get => Interlocked.Read(ref _dropUploadAtByte) is >= 0 and var at ? at : null;
        set => Interlocked.Exchange(ref _dropUploadAtByte, value ?? -1);
    }

    /// <summary>Pause before each reply.</summary>
    public TimeSpan ReplyDelay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _replyDelayTicks));
        set => Interlocked.Exchange(ref _replyDelayTicks, value.Ticks);
    }
}
