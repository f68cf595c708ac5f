using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtPortal.Web.Delivery;

/// <summary>
/// Decides on a server's certificate: the pinned one, or one for the right name from an authority of this machine or the target's
/// own root. Never "accept all". Revocation is not asked: that would mean calls to addresses that the certificate itself names.
/// </summary>
internal sealed class ServerCertificateCheck(FileDropTarget target)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the last certificate was refused; null when it was accepted.</summary>
    public FileDropException? Refusal { get; private set; }

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = null;
        if (certificate is not X509Certificate2 shown)
            return Refuse("the server showed no certificate", null);

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(shown.RawDataMemory.Span));
        if (!string.IsNullOrEmpty(target.PinnedSha256))
        {
            return Normalized(target.PinnedSha256) == sha256
                || Refuse("it is not the pinned one. If the server's owner has renewed it, compare and pin the new one", sha256);
        }

        if (errors == SslPolicyErrors.None)
            return true;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return Refuse($"it is not for the name {target.TlsName}", sha256);
        return IsFromExtraRoot(shown, chain) || Refuse(Reason(chain), sha256);
    }

    private bool IsFromExtraRoot(X509Certificate2 shown, X509Chain? shownChain)
    {
        if (string.IsNullOrEmpty(target.ExtraRootPem))
            return false;

        using var root = X509Certificate2.CreateFromPem(target.ExtraRootPem);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (shownChain is not null)
            chain.ChainPolicy.ExtraStore.AddRange(shownChain.ChainElements.Select(element => element.Certificate).ToArray());
        return chain.Build(shown);
    }

    private static string Reason(X509Chain? chain)
    {
        var status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return status.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? "it is out of date"
            : "no authority that this portal trusts has signed it. A self-signed certificate can be pinned";
    }

    private bool Refuse(string why, string? sha256)
    {
        var shown = sha256 is null ? "" : $" SHA-256 of the certificate shown: {sha256}.";
        Refusal = new FileDropException(FileDropFailure.CertificateRefused, $"The certificate of {target.Host} is refused: {why}.{shown}")
        {
            PresentedSha256 = sha256,
        };
        return false;
    }

    private static string Normalized(string sha256) =>
        sha256.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
