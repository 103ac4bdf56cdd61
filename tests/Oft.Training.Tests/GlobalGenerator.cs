namespace Oft.Training.Tests;

/// <summary>Tests that seed or draw from libtorch's one generator; they run while nothing else does.</summary>
[CollectionDefinition(nameof(GlobalGenerator), DisableParallelization = true)]
public sealed class GlobalGenerator;
