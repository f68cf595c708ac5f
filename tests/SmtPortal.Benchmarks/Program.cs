using BenchmarkDotNet.Running;
using SmtPortal.Benchmarks;

if (args is ["startup", .. var rest])
    return await StartUp.RunAsync(Directory.GetCurrentDirectory(), rest.FirstOrDefault());
BenchmarkSwitcher.FromTypes([typeof(IntervalFiles), typeof(PackedDays)]).Run(args);
return 0;
