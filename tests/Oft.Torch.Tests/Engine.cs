using Oft.Torch;

namespace Oft.Torch.Tests;

/// <summary>Every test that computes asks for the engine first.</summary>
internal static class Engine
{
    public static void Need()
    {
        if (EngineReport.WhatIsMissing is { } reason) Oft.Testing.Need.Missing(reason);
    }
}
