using Microsoft.AspNetCore.DataProtection;

namespace SmtPortal.Web.Features.Security;

/// <summary>Encrypts the keys of authenticator apps, each for its account alone.</summary>
public sealed class AuthenticatorKeys(IDataProtectionProvider protection)
{
    public string Protect(Guid userId, byte[] key) => Convert.ToBase64String(For(userId).Protect(key));

    public byte[] Unprotect(Guid userId, string key) => For(userId).Unprotect(Convert.FromBase64String(key));

    private IDataProtector For(Guid userId) => protection.CreateProtector("SmtPortal.Authenticator", userId.ToString("N"));
}
