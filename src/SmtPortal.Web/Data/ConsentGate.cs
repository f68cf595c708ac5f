using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace SmtPortal.Web.Data;

/// <summary>
/// Keeps the end of consent and a delivery in flight apart. Who delivers holds the agreement shared from the last check to
/// the commit; who ends it takes it exclusively, and so waits for one rename at most. What is read after the gate was
/// passed is the truth until it is left. SQL Server and PostgreSQL lock the agreement's row for the length of a transaction;
/// SQLite, which serves one process, has a gate in that process, because a transaction there would keep every writer of
/// the portal waiting for a file server.
/// </summary>
/// <remarks>
/// Pass it before any transaction: it begins its own. Load what is to be changed after passing it.
/// <code>
/// await using var gate = await consentGate.ExclusiveAsync(db, number, ct);
/// … load, change …
/// await db.SaveChangesAsync(ct);
/// await gate.CommitAsync(ct);
/// </code>
/// </remarks>
public sealed class ConsentGate : IDisposable
{
    private readonly InProcessGate[] gates = [.. Enumerable.Range(0, 64).Select(_ => new InProcessGate())];

    /// <summary>Holds an agreement as it is: others may hold it so, too.</summary>
    public Task<HeldConsent> ShareAsync(PortalDbContext db, long agreementNumber, CancellationToken cancellationToken) =>
        PassAsync(db, [agreementNumber], exclusive: false, cancellationToken);

    /// <summary>Holds an agreement alone.</summary>
    public Task<HeldConsent> ExclusiveAsync(PortalDbContext db, long agreementNumber, CancellationToken cancellationToken) =>
        PassAsync(db, [agreementNumber], exclusive: true, cancellationToken);

    /// <summary>Holds several agreements alone, as a move-out does; taken in the order of their numbers, so that two do not wait for each other.</summary>
    public Task<HeldConsent> ExclusiveAsync(PortalDbContext db, IReadOnlyCollection<long> agreementNumbers, CancellationToken cancellationToken) =>
        PassAsync(db, agreementNumbers, exclusive: true, cancellationToken);

    public void Dispose()
    {
        foreach (var gate in gates)
            gate.Dispose();
    }

    private async Task<HeldConsent> PassAsync(PortalDbContext db, IReadOnlyCollection<long> numbers, bool exclusive, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("The consent gate is passed before a transaction is begun, not inside one.");
        var ordered = numbers.Distinct().Order().ToList();
        return db is SqlitePortalDbContext
            ? new HeldConsent(ordered, null, await PassInProcessAsync(ordered, exclusive, cancellationToken))
            : new HeldConsent(ordered, await LockRowsAsync(db, ordered, exclusive, cancellationToken), []);
    }

    private async Task<List<IDisposable>> PassInProcessAsync(List<long> numbers, bool exclusive, CancellationToken cancellationToken)
    {
        var held = new List<IDisposable>();
        try
        {
            foreach (var gate in numbers.Select(number => (int)(number % gates.Length)).Distinct().Order())
                held.Add(exclusive ? await gates[gate].ExclusiveAsync(cancellationToken) : await gates[gate].ShareAsync(cancellationToken));
            return held;
        }
        catch
        {
            held.ForEach(h => h.Dispose());
            throw;
        }
    }

    private static async Task<IDbContextTransaction> LockRowsAsync(PortalDbContext db, List<long> numbers, bool exclusive, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (db is PostgreSqlPortalDbContext)
                await LockAll(db, [.. numbers], exclusive).ToListAsync(cancellationToken);
            else
                foreach (var number in numbers)
                    await LockRow(db, number, exclusive).ToListAsync(cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>PostgreSQL locks them in the order in which it reads them: by number.</summary>
    private static IQueryable<long> LockAll(PortalDbContext db, long[] numbers, bool exclusive) => exclusive
        ? db.Database.SqlQuery<long>($"""SELECT "Number" AS "Value" FROM "Agreements" WHERE "Number" = ANY ({numbers}) ORDER BY "Number" FOR UPDATE""")
        : db.Database.SqlQuery<long>($"""SELECT "Number" AS "Value" FROM "Agreements" WHERE "Number" = ANY ({numbers}) ORDER BY "Number" FOR SHARE""");

    private static IQueryable<long> LockRow(PortalDbContext db, long number, bool exclusive) => (db, exclusive) switch
    {
        (SqlServerPortalDbContext, false) => db.Database.SqlQuery<long>($"SELECT [Number] AS [Value] FROM [Agreements] WITH (HOLDLOCK, ROWLOCK) WHERE [Number] = {number}"),
        (SqlServerPortalDbContext, true) => db.Database.SqlQuery<long>($"SELECT [Number] AS [Value] FROM [Agreements] WITH (XLOCK, HOLDLOCK, ROWLOCK) WHERE [Number] = {number}"),
        _ => throw new InvalidOperationException($"{db.GetType().Name} has no lock for an agreement."),
    };

    /// <summary>Many may share, or one hold alone. Who waits to hold it alone stops further sharers, so that it gets its turn.</summary>
    private sealed class InProcessGate : IDisposable
    {
        private const int Places = 16;
        private readonly SemaphoreSlim door = new(1, 1);
        private readonly SemaphoreSlim places = new(Places, Places);

        public async Task<IDisposable> ShareAsync(CancellationToken cancellationToken)
        {
            await door.WaitAsync(cancellationToken);
            try
            {
                await places.WaitAsync(cancellationToken);
            }
            finally
            {
                door.Release();
            }

            return new Place(places, 1);
        }

        public async Task<IDisposable> ExclusiveAsync(CancellationToken cancellationToken)
        {
            await door.WaitAsync(cancellationToken);
            var taken = 0;
            try
            {
                for (; taken < Places; taken++)
                    await places.WaitAsync(cancellationToken);
                return new Place(places, Places);
            }
            catch
            {
                if (taken > 0)
                    places.Release(taken);
                throw;
            }
            finally
            {
                door.Release();
            }
        }

        public void Dispose()
        {
            door.Dispose();
            places.Dispose();
        }

        private sealed class Place(SemaphoreSlim places, int count) : IDisposable
        {
            private int left = count;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref left, 0) is > 0 and var held)
                    places.Release(held);
            }
        }
    }
}

/// <summary>A passed gate; left when disposed. What was not committed by then is undone, on SQLite: was not saved.</summary>
public sealed class HeldConsent(IReadOnlyCollection<long> agreements, IDbContextTransaction? transaction, IReadOnlyList<IDisposable> places) : IAsyncDisposable
{
    /// <summary>Numbers of the agreements that are held.</summary>
    public IReadOnlyCollection<long> Agreements => agreements;

    /// <summary>Makes what was saved final. On SQLite each save has done so already: save once.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        foreach (var place in places)
            place.Dispose();
    }
}
