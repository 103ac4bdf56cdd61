using System.Collections.Frozen;

namespace Oft.Formats.Pickle;

/// <summary>All that one kind of pickle may mention: its globals, how they are built up, what a persistent id means.</summary>
internal sealed class PickleWhitelist(params IReadOnlyList<PickleGlobal> globals)
{
    public FrozenDictionary<string, PickleGlobal> Globals { get; } = globals.ToFrozenDictionary(x => x.Name);

    /// <summary>Takes the state of an object that a call made; false where its kind takes none.</summary>
    public Func<object?, object?, bool> Build { get; init; } = (_, _) => false;

    /// <summary>What a persistent id stands for; null where the pickle may have none.</summary>
    public Func<object?, object?>? Persistent { get; init; }
}
