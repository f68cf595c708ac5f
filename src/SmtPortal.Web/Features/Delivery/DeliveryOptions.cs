using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Delivery;

/// <summary>The portal's own FTPS server, as the portal and as companies reach it. Settings section <c>Delivery</c>.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>Name of the service account unless the setting says otherwise.</summary>
    public const string UsualUser = "smtportal";

    /// <summary>Where the portal reaches the server; null: none is set up, and reports wait.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 21;

    /// <summary>DNS name in the server's certificate; null: the host.</summary>
    public string? TargetHost { get; set; }

    /// <summary>SHA-256 of the server's certificate (64 hexadecimal digits); null: it is checked by authority and name.</summary>
    public string? PinnedCertificate { get; set; }

    /// <summary>Address that companies use; null: the host.</summary>
    public string? PublicHost { get; set; }

    /// <summary>Port that companies use; null: the portal's.</summary>
    public int? PublicPort { get; set; }

    /// <summary>
    /// The service account with which the portal writes; its home is <see cref="HomesFolder"/>. The server must let no other account
    /// write: companies list, fetch and delete (docs/decisions/12-companies-only-fetch.md).
    /// </summary>
    public string User { get; set; } = UsualUser;

    public string? Password { get; set; }

    /// <summary>The file on disk that tells the server who may sign in; null: the server is told some other way.</summary>
    public string? AuthUserFile { get; set; }

    /// <summary>The folder on the server's disk that holds the companies' folders; needed with <see cref="AuthUserFile"/>.</summary>
    public string? HomesFolder { get; set; }

    /// <summary>Where the service account sees the companies' folders: empty, or a path such as <c>/companies</c>.</summary>
    public string Root { get; set; } = "";

    /// <summary>How long files stay in a folder, in days (RPT-7).</summary>
    public int DaysKept { get; set; } = 10;

    public bool IsSetUp => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrEmpty(Password);

    public string AddressForCompanies => PublicHost ?? TargetHost ?? Host ?? "";

    public int PortForCompanies => PublicPort ?? Port;

    /// <summary>The server as the portal's service account reaches it. It is the operator's own, so it may stand on a private address.</summary>
    public FileDropTarget Target() => new()
    {
        Host = Host ?? throw new InvalidOperationException("Delivery:Host is not set."),
        Port = Port,
        User = User,
        Password = Password ?? throw new InvalidOperationException("Delivery:Password is not set."),
        CertificateName = TargetHost,
        PinnedSha256 = PinnedCertificate,
        AllowPrivateAddress = true,
    };
}
