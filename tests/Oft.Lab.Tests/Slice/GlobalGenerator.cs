namespace Oft.Lab.Tests.Slice;

/// <summary>Tests that seed libtorch's own generator; they run while nothing else does.</summary>
[CollectionDefinition(nameof(GlobalGenerator), DisableParallelization = true)]
public sealed class GlobalGenerator;
