using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SmtPortal.Domain.Agreements;

/// <summary>
/// How ledger entries are chained (OPS-3): the seal of each is HMAC-SHA-256, under a key that is not in the database, over
/// the seal before it and the entry in one fixed written form. Who alters, removes or inserts an entry breaks every seal from there on.
/// </summary>
public static class LedgerChain
{
    /// <summary>Bytes of the shortest key.</summary>
    public const int KeyMinLength = 32;

    /// <summary>What stands before the first entry: 32 zero bytes.</summary>
    public static byte[] Beginning => new byte[LedgerEntry.HashLength];

    /// <summary>The seal of an entry at its place.</summary>
    /// <param name="entry">As it was read from the database: its moment is cut to microseconds there.</param>
    /// <param name="sequence">Its place, from 1.</param>
    /// <param name="previous">The seal of the entry before; <see cref="Beginning"/> for the first.</param>
    /// <param name="key">The secret, at least <see cref="KeyMinLength"/> bytes.</param>
    public static byte[] SealOf(LedgerEntry entry, long sequence, byte[] previous, byte[] key)
    {
        byte[] chained = [.. previous, .. Encoding.UTF8.GetBytes(Written(entry, sequence))];
        return HMACSHA256.HashData(key, chained);
    }

    /// <summary>The entry as JSON in the one form that is sealed: fixed order, UTC with microseconds, hashes as hexadecimal.</summary>
    public static string Written(LedgerEntry entry, long sequence)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", sequence);
            json.WriteString("id", entry.Id);
            json.WriteString("at", entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("act", entry.Act.ToString());
            Write(json, "thirdParty", entry.ThirdPartyId);
            Write(json, "customer", entry.CustomerId);
            Write(json, "invitation", entry.InvitationId);
            Write(json, "agreement", entry.AgreementId);
            Write(json, "actor", entry.ActorUserId);
            json.WriteString("textVersion", entry.TextVersion);
            json.WriteString("personalDataHash", Convert.ToHexStringLower(entry.PersonalDataHash));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, Guid? id)
    {
        if (id is { } known)
            json.WriteString(name, known);
        else
            json.WriteNull(name);
    }
}
