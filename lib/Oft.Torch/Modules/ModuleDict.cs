using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Modules under names, in the order they were added.</summary>
/// <typeparam name="T">The type of its modules.</typeparam>
public class ModuleDict<T> : Module, IEnumerable<(string, T)> where T : Module
{
    private readonly OrderedDictionary<string, T> named = [];

    /// <summary>An empty one.</summary>
    public ModuleDict() : base(nameof(ModuleDict)) { }

    /// <summary>How many modules there are.</summary>
    public int Count => named.Count;

    /// <summary>The names.</summary>
    public ICollection<string> Keys => named.Keys;

    /// <summary>The modules.</summary>
    public ICollection<T> Values => named.Values;

    /// <summary>The module of a name; setting it replaces the one there.</summary>
    public T this[string key]
    {
        get => named[key];
        set
        {
            register_module(key, null);
            register_module(key, value);
            named[key] = value;
        }
    }

    /// <summary>Adds a module under a new name.</summary>
    public void Add(string key, T value)
    {
        register_module(key, value);
        named.Add(key, value);
    }

    /// <summary>Adds a module under a new name.</summary>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <summary>Takes the module of a name away, without disposing it.</summary>
    public bool Remove(string key)
    {
        register_module(key, null);
        return named.Remove(key);
    }

    /// <summary>Takes all modules away, without disposing them.</summary>
    public void Clear()
    {
        ClearModules();
        named.Clear();
    }

    /// <summary>The same as <see cref="Clear"/>.</summary>
    public void clear() => Clear();

    /// <summary>Whether there is a module of this name.</summary>
    public bool ContainsKey(string key) => named.ContainsKey(key);

    /// <summary>The module of a name, if there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => named.TryGetValue(key, out value);

    /// <summary>Names and modules.</summary>
    public IEnumerator<(string, T)> items() => GetEnumerator();

    /// <summary>The names.</summary>
    public IEnumerable<string> keys() => named.Keys;

    /// <summary>The modules.</summary>
    public IEnumerable<T> values() => named.Values;

    /// <summary>Names and modules.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => named.Select(own => (own.Key, own.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents() { }
}
