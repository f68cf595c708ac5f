using System.Globalization;

namespace SmtPortal.Web.Tests.Support;

/// <summary>How often loops run: all of it in the long tier (<c>SMTPORTAL_LONG=1</c>), a twentieth otherwise.</summary>
public static class Tier
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SMTPORTAL_LONG") == "1";

    public static int Times(int inLongTier) => IsLong ? inLongTier : Math.Max(1, inLongTier / 20);

    /// <summary>All of them in the long tier, otherwise every <paramref name="nth"/>, beginning where the run's seed says: in time each has its turn.</summary>
    public static IEnumerable<T> Share<T>(IReadOnlyList<T> all, int nth) => IsLong ? all : all.Where((_, place) => place % nth == Seed % nth);

    private static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("SMTPORTAL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 0;
}
