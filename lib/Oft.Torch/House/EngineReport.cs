using TorchSharp;

namespace Oft.Torch;

/// <summary>What computes here.</summary>
public static partial class EngineReport
{
    /// <summary>Why nothing can be computed here; null when everything is in place.</summary>
    public static string? WhatIsMissing => ShimLoader.WhatIsMissing;
}
