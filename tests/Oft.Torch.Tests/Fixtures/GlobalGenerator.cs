namespace Oft.Torch.Tests.Fixtures;

/// <summary>Tests that need the process's one random generator for themselves run when no others do.</summary>
[CollectionDefinition(nameof(GlobalGenerator), DisableParallelization = true)]
public sealed class GlobalGenerator;
