using System.Globalization;
using BenchmarkDotNet.Running;
using SmtPortal.Benchmarks;

if (args is ["startup", .. var rest])
    return await StartUp.RunAsync(Directory.GetCurrentDirectory(), rest.FirstOrDefault());
if (args is ["million", .. var sizes])
    return await Million.RunAsync(sizes is [var agreements, ..] ? int.Parse(agreements, CultureInfo.InvariantCulture) : 1_000_000, sizes is [_, var sweep] ? int.Parse(sweep, CultureInfo.InvariantCulture) : 100_000);
BenchmarkSwitcher.FromTypes([typeof(IntervalFiles), typeof(PackedDays)]).Run(args);
return 0;
