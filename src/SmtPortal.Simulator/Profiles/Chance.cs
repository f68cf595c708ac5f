namespace SmtPortal.Simulator.Profiles;

/// <summary>
/// Chance as a pure function: the same seed and the same steps give the same number on every machine and in any order, so
/// that a day can be made without its predecessors. SplitMix64 finaliser over a running state.
/// </summary>
internal readonly record struct Chance(ulong State)
{
    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Unit => (State >> 11) * (1.0 / (1UL << 53));

    public Chance With(long number) => new(Mix(State ^ Mix((ulong)number + 0x9E3779B97F4A7C15UL)));

    /// <summary>Text goes in by FNV-1a: <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    public Chance With(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return With((long)hash);
    }

    public double Between(double low, double high) => low + (Unit * (high - low));

    /// <summary>A smooth random curve over <paramref name="x"/>, from -1 to 1, that turns about once per unit.</summary>
    public double Wave(double x)
    {
        var whole = Math.Floor(x);
        var part = x - whole;
        var weight = part * part * (3 - (2 * part));
        var from = With((long)whole).Unit;
        var to = With((long)whole + 1).Unit;
        return (2 * (from + ((to - from) * weight))) - 1;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
