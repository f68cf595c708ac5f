using BenchmarkDotNet.Running;
using SmtPortal.Benchmarks;

if (args is ["startup", ..])
    return await StartUp.RunAsync(Directory.GetCurrentDirectory());
BenchmarkSwitcher.FromTypes([typeof(IntervalFiles), typeof(PackedDays)]).Run(args);
return 0;
