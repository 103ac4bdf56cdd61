namespace Oft.Host.Tests.Course;

/// <summary>Tests that take standard error for themselves; nothing else may run beside them and write to it.</summary>
[CollectionDefinition(nameof(TheTerminal), DisableParallelization = true)]
public sealed class TheTerminal;
