using Oft.Contracts;

namespace Oft.Evaluation.Episodes;

/// <summary>Keeps a world open from one episode to the next and replaces it after it broke.</summary>
public sealed class WorldSeat(Func<IWorld> open) : IDisposable
{
    private IWorld? world;

    /// <summary>The world in use, opened on first need.</summary>
    public IWorld World => world ??= open();

    /// <summary>Closes the world; the next use opens another.</summary>
    public void Vacate()
    {
        try
        {
            Dispose();
        }
        catch (Exception)
        {
            // A world that broke may not close either; what made it break is already in the result.
        }
    }

    /// <summary>Closes the world.</summary>
    public void Dispose()
    {
        var closing = world;
        world = null;
        closing?.Dispose();
    }
}
