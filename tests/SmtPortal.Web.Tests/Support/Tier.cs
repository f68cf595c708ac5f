namespace SmtPortal.Web.Tests.Support;

/// <summary>How often loops run: all of it in the long tier (<c>SMTPORTAL_LONG=1</c>), a twentieth otherwise.</summary>
public static class Tier
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SMTPORTAL_LONG") == "1";

    public static int Times(int inLongTier) => IsLong ? inLongTier : Math.Max(1, inLongTier / 20);
}
