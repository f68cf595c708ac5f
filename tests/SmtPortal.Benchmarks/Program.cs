using BenchmarkDotNet.Running;
using SmtPortal.Benchmarks;

BenchmarkSwitcher.FromTypes([typeof(IntervalFiles), typeof(PackedDays)]).Run(args);
