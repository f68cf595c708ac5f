using Microsoft.Extensions.Options;
using SmtPortal.Web.Delivery;

namespace SmtPortal.Web.Features.Delivery;

/// <summary>Writes the file that tells the FTPS server who may sign in, when its content changes. One for the process.</summary>
public sealed class FolderUsersFile(IOptions<DeliveryOptions> options) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private string? serviceHash;
    private IReadOnlyList<FolderUser> written = [];

    /// <param name="companies">User name and password hash of each company's folder.</param>
    public async Task WriteAsync(IReadOnlyList<(string UserName, string PasswordHash)> companies, CancellationToken cancellationToken)
    {
        var delivery = options.Value;
        if (!delivery.IsSetUp || string.IsNullOrWhiteSpace(delivery.AuthUserFile) || string.IsNullOrWhiteSpace(delivery.HomesFolder))
            return;
        await gate.WaitAsync(cancellationToken);
        try
        {
            // Hashed once: a hash has its own salt, and every export would look like a change.
            serviceHash ??= FolderPassword.Hash(delivery.Password!);
            var users = companies.Select(c => new FolderUser(c.UserName, c.PasswordHash, Path.Combine(delivery.HomesFolder, c.UserName)))
                .Prepend(new FolderUser(delivery.User, serviceHash, delivery.HomesFolder)).ToList();
            if (users.SequenceEqual(written) && File.Exists(delivery.AuthUserFile))
                return;
            await AuthUserFile.WriteAsync(users, delivery.AuthUserFile, cancellationToken);
            written = users;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
