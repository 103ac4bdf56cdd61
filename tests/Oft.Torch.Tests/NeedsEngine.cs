namespace Oft.Torch.Tests;

/// <summary>A class of tests that compute: they ask for the engine before each test.</summary>
public abstract class NeedsEngine
{
    protected NeedsEngine() => Engine.Need();
}
