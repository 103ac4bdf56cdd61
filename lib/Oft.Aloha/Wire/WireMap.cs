using System.Collections;

namespace Oft.Aloha.Wire;

/// <summary>Members in the order in which they came, as a Python dictionary keeps them: a key that comes again changes its value, not its place.</summary>
/// <remarks>
/// Values are null, bool, long, ulong, <see cref="System.Numerics.BigInteger"/>, double, string, bytes (<see cref="ReadOnlyMemory{T}"/>),
/// <see cref="Numpy.NumpyArray"/>, <see cref="Numpy.NumpyScalar"/>, lists of values, and maps. Keys are strings, in MessagePack bytes too.
/// </remarks>
public sealed class WireMap : IEnumerable<KeyValuePair<object, object?>>
{
    private readonly List<KeyValuePair<object, object?>> members = [];
    private readonly Dictionary<object, int> places = new(KeyComparer.Instance);

    /// <summary>Members.</summary>
    public int Count => members.Count;

    /// <summary>Adds a member, or changes the one that is there.</summary>
    public void Add(object key, object? value)
    {
        if (places.TryGetValue(key, out var place))
        {
            members[place] = new(members[place].Key, value);
            return;
        }
        places.Add(key, members.Count);
        members.Add(new(key, value));
    }

    /// <summary>True where there is such a member.</summary>
    public bool Has(object key) => places.ContainsKey(key);

    /// <summary>The member's value.</summary>
    /// <exception cref="WireException">There is none.</exception>
    public object? this[object key] => TryGet(key, out var value) ? value : throw new WireException(WireFault.Value, $"member '{key}' is missing; there are: {string.Join(", ", members.Take(20).Select(x => x.Key))}.");

    /// <summary>The member's value, where there is one.</summary>
    public bool TryGet(object key, out object? value)
    {
        var found = places.TryGetValue(key, out var place);
        value = found ? members[place].Value : null;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<object, object?>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Bytes are equal by what they hold.
    private sealed class KeyComparer : IEqualityComparer<object>
    {
        public static KeyComparer Instance { get; } = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) =>
            x is ReadOnlyMemory<byte> a && y is ReadOnlyMemory<byte> b ? a.Span.SequenceEqual(b.Span) : object.Equals(x, y);

        int IEqualityComparer<object>.GetHashCode(object key)
        {
            if (key is not ReadOnlyMemory<byte> bytes) return key.GetHashCode();
            var hash = new HashCode();
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}
