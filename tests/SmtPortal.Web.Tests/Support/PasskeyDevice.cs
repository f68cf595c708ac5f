using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmtPortal.Web.Tests.Support;

/// <summary>
/// A browser and a device that keeps one passkey, written by the Web Authentication standard and without a look at the
/// portal's own side. What it may get wrong, a test sets.
/// </summary>
public sealed class PasskeyDevice
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HoldsKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private uint counter;
    private string? userHandle;

    /// <summary>Whether its owner unlocks it when asked.</summary>
    public bool IsUnlocked { get; set; } = true;

    /// <summary>The site whose page asks.</summary>
    public string Origin { get; set; } = "https://localhost";

    /// <summary>The site that the passkey is for.</summary>
    public string Domain { get; set; } = "localhost";

    /// <summary>As it stands in addresses.</summary>
    public string Id => Base64Url.EncodeToString(id);

    /// <summary>Makes the passkey: the answer to a question for one.</summary>
    public string Create(string question)
    {
        var asked = JsonNode.Parse(question)!;
        userHandle = (string)asked["user"]!["id"]!;
        var client = Client("webauthn.create", asked);
        byte[] data = [.. Data(HoldsKey), .. new byte[16], 0, (byte)id.Length, .. id, .. PublicKey()];
        // A map of three: fmt "none", attStmt {}, authData.
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Answer(new JsonObject { ["clientDataJSON"] = Base64Url.EncodeToString(client), ["attestationObject"] = Base64Url.EncodeToString(attestation), ["transports"] = new JsonArray("internal") });
    }

    /// <summary>Signs with the passkey: the answer to a question for a sign-in.</summary>
    public string Sign(string question)
    {
        var client = Client("webauthn.get", JsonNode.Parse(question)!);
        counter++;
        var data = Data(0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = userHandle,
        });
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private byte[] Client(string type, JsonNode asked) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = (string)asked["challenge"]!,
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    }.ToJsonString());

    /// <summary>Hash of the site, flags, counter.</summary>
    private byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, counter);
        return [.. SHA256.HashData(Encoding.ASCII.GetBytes(Domain)), (byte)(flags | Present | (IsUnlocked ? Verified : 0)), .. count];
    }

    /// <summary>A map of five by COSE: kty EC2, alg ES256, crv P-256, x, y.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString(JsonSerializerOptions.Default);
}
