using Microsoft.AspNetCore.DataProtection;
using SmtPortal.Domain.Han;

namespace SmtPortal.Web.Features.Han;

/// <summary>Encrypts installation codes, each for its device alone (INV-4). Nobody is shown one; only the meter gateway gets it.</summary>
public sealed class InstallationCodes(IDataProtectionProvider protection)
{
    public string Protect(MacAddress device, InstallationCode code) => Convert.ToBase64String(For(device).Protect(Convert.FromHexString(code.Value)));

    public InstallationCode Unprotect(MacAddress device, string encrypted) =>
        InstallationCode.TryParse(Convert.ToHexString(For(device).Unprotect(Convert.FromBase64String(encrypted))))!;

    private IDataProtector For(MacAddress device) => protection.CreateProtector("SmtPortal.InstallationCode", device.Value);
}
