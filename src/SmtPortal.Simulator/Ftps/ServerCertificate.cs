using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtPortal.Simulator.Ftps;

/// <summary>
/// A self-signed server certificate for localhost, 127.0.0.1 and further names. It is its own authority, so that clients can pin it
/// or take <see cref="Pem"/> as their only root.
/// </summary>
public sealed class ServerCertificate : IDisposable
{
    private const string CertificateFile = "ftps-server.crt";
    private const string KeyFile = "ftps-server.key";

    private ServerCertificate(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate alone, without the key.</summary>
    public string Pem => Certificate.ExportCertificatePem();

    /// <summary>SHA-256 of the certificate, 64 hex digits: what a client pins.</summary>
    public string Sha256 => Certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    public static ServerCertificate Create(TimeProvider time, params IEnumerable<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Request(key, names).CreateSelfSigned(time.GetUtcNow().AddDays(-1), time.GetUtcNow().AddDays(730));
        return new ServerCertificate(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null));
    }

    /// <summary>
    /// Takes the certificate kept in the folder, or makes one and keeps it there (the key readable by its owner alone). One that ends
    /// within 30 days is replaced.
    /// </summary>
    public static ServerCertificate LoadOrCreate(string folder, TimeProvider time, params IEnumerable<string> names)
    {
        var certificatePath = Path.Combine(folder, CertificateFile);
        var keyPath = Path.Combine(folder, KeyFile);
        if (File.Exists(certificatePath) && File.Exists(keyPath))
        {
            using var kept = X509Certificate2.CreateFromPemFile(certificatePath, keyPath);
            if (kept.NotAfter.ToUniversalTime() > time.GetUtcNow().AddDays(30).UtcDateTime)
                return new ServerCertificate(X509CertificateLoader.LoadPkcs12(kept.Export(X509ContentType.Pkcs12), null));
        }

        Directory.CreateDirectory(folder);
        var made = Create(time, names);
        made.Save(certificatePath, keyPath);
        return made;
    }

    /// <summary>Writes certificate and key as PEM, for servers that read files.</summary>
    public void Save(string certificatePath, string keyPath)
    {
        using var key = Certificate.GetECDsaPrivateKey()!;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(keyPath, options))
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificatePath, Pem + "\n");
    }

    public void Dispose() => Certificate.Dispose();

    private static CertificateRequest Request(ECDsa key, IEnumerable<string> names)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Prepend("localhost").Distinct(StringComparer.OrdinalIgnoreCase))
            alternatives.AddDnsName(name);
        alternatives.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }
}
