using Microsoft.Extensions.Options;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Delivery;

/// <summary>Keeps the file that tells the FTPS server who may sign in. One for the process; nodes may share the file.</summary>
public sealed class FolderUsersFile(IOptions<DeliveryOptions> options) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? serviceHash;

    /// <summary>Writes the file when it does not say what the rows say.</summary>
    /// <param name="read">
    /// Reads user name and password hash of each company's folder. Asked in turn, and once more after a write: whoever read before a
    /// company was suspended must not write after whoever read behind it.
    /// </param>
    public async Task WriteAsync(Func<Task<IReadOnlyList<(string UserName, string PasswordHash)>>> read, CancellationToken cancellationToken)
    {
        var delivery = options.Value;
        if (!delivery.IsSetUp || string.IsNullOrWhiteSpace(delivery.AuthUserFile) || string.IsNullOrWhiteSpace(delivery.HomesFolder))
            return;
        await gate.WaitAsync(cancellationToken);
        try
        {
            while (await ReplaceAsync(delivery.AuthUserFile, delivery.HomesFolder, await read(), cancellationToken))
            {
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>Returns whether anything had to be written. The file itself is asked, not what this process wrote last: another may have written since.</summary>
    private async Task<bool> ReplaceAsync(
        string path, string homes, IReadOnlyList<(string UserName, string PasswordHash)> companies, CancellationToken cancellationToken)
    {
        var stands = await AuthUserFile.ReadAsync(path, cancellationToken);
        var service = options.Value.User;
        // A hash has a salt of its own: that of an earlier start, or of another node, is kept as long as it is of the same password.
        if (stands.FirstOrDefault(user => user.Name == service)?.PasswordHash is { } known && known != serviceHash && FolderPassword.Verify(options.Value.Password!, known))
            serviceHash = known;
        serviceHash ??= FolderPassword.Hash(options.Value.Password!);
        var users = companies.Select(c => new FolderUser(c.UserName, c.PasswordHash, Path.Combine(homes, c.UserName)))
            .Prepend(new FolderUser(service, serviceHash, homes)).ToList();
        if (users.SequenceEqual(stands))
            return false;
        await AuthUserFile.WriteAsync(users, path, cancellationToken);
        return true;
    }
}
