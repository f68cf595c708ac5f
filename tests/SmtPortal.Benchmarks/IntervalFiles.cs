using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using SmtPortal.Domain.Shared;
using SmtPortal.Domain.Usage;
using SmtPortal.Web.Formats;

namespace SmtPortal.Benchmarks;

/// <summary>A year of one meter as a 15-minute CSV file: what the portal's own reader and writer cost beside the plain way.</summary>
[MemoryDiagnoser]
public class IntervalFiles
{
    private readonly List<DayUsage> year = [.. Usage.Year()];
    private byte[] file = [];

    [GlobalSetup]
    public async Task Setup()
    {
        using var stream = new MemoryStream();
        await new IntervalCsvWriter().WriteAsync(stream, Usage.Async(year));
        file = stream.ToArray();
    }

    /// <summary>Every row as an interpolated line into a <see cref="StreamWriter"/>.</summary>
    [Benchmark(Baseline = true)]
    public long WritePlainly()
    {
        using var stream = new MemoryStream();
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var day in year)
        {
            for (var i = 0; i < day.Count; i++)
            {
                var start = CentralTime.Local(day.StartOf(i));
                var end = start + CentralTime.Interval;
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"'{day.Esiid},{day.Day:MM\\/dd\\/yyyy},{CentralTime.Local(day.Revision):MM\\/dd\\/yyyy HH:mm:ss},{start:HH:mm},{end:HH:mm},{day.WattHours[i] / 1000m:0.000},A,Consumption"));
            }
        }

        writer.Flush();
        return stream.Length;
    }

    [Benchmark]
    public async Task<long> Write()
    {
        using var stream = new MemoryStream();
        await new IntervalCsvWriter().WriteAsync(stream, Usage.Async(year));
        return stream.Length;
    }

    [Benchmark]
    public async Task<int> Read()
    {
        var days = 0;
        await foreach (var item in new IntervalCsvReader().ReadAsync(new MemoryStream(file), default))
            days += item is IntervalCsvItem.DayRead ? 1 : 0;
        return days;
    }
}

/// <summary>A day as it lies in the database, beside its values as plain bytes.</summary>
[MemoryDiagnoser]
public class PackedDays
{
    private readonly DayUsage day = Usage.Year().First();
    private byte[] packed = [];
    private byte[] plain = [];

    [GlobalSetup]
    public void Setup()
    {
        packed = PackedDay.Pack(day);
        plain = new byte[day.Count * sizeof(int)];
    }

    [Benchmark(Baseline = true)]
    public int CopyPlainly()
    {
        var values = new int[plain.Length / sizeof(int)];
        Buffer.BlockCopy(plain, 0, values, 0, plain.Length);
        return values[0];
    }

    [Benchmark]
    public byte[] Pack() => PackedDay.Pack(day);

    [Benchmark]
    public DayUsage Unpack() => PackedDay.Unpack(day.Esiid, day.Direction, day.Day, day.Revision, packed);
}
