namespace Oft.Lab.Tests.Proofs;

/// <summary>Tests that judge what this process's heap holds; they run while nothing else fills it.</summary>
[CollectionDefinition(nameof(OwnHeap), DisableParallelization = true)]
public sealed class OwnHeap;
