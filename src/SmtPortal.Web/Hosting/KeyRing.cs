using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using SmtPortal.Web.Data;

namespace SmtPortal.Web.Hosting;

/// <summary>Keys that protect cookies and secrets: in the database, so that all nodes share them, and encrypted by a certificate.</summary>
public static class KeyRing
{
    public static void AddKeyRing(this WebApplicationBuilder builder)
    {
        var keys = builder.Services.AddDataProtection().SetApplicationName("SmtPortal").PersistKeysToDbContext<PortalDbContext>();
        var file = builder.Configuration["DataProtection:CertificateFile"];
        if (!string.IsNullOrWhiteSpace(file))
            keys.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, builder.Configuration["DataProtection:CertificatePassword"]));
        else if (builder.Environment.IsProduction())
            throw new InvalidOperationException("DataProtection:CertificateFile is not set. Set it to a PKCS#12 file (and DataProtection:CertificatePassword) that encrypts the key ring in the database.");
    }
}
