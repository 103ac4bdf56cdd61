using System.Collections;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A list of modules, named 0, 1, 2, ...</summary>
/// <typeparam name="T">The type of its modules.</typeparam>
public class ModuleList<T> : Module, IList<T> where T : Module
{
    private readonly List<T> list = [];

    /// <summary>A list of these modules.</summary>
    public ModuleList(params T[] modules) : base(nameof(ModuleList)) => append(modules);

    /// <inheritdoc/>
    public int Count => list.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public T this[int index]
    {
        get => list[index];
        set
        {
            list[index] = value;
            Renumber();
        }
    }

    /// <inheritdoc/>
    public void Add(T item)
    {
        register_module(list.Count.ToString(), item);
        list.Add(item);
    }

    /// <summary>Adds modules at the end.</summary>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Adds modules at the end.</summary>
    public void extend(IEnumerable<T> modules)
    {
        foreach (var module in modules) Add(module);
    }

    /// <inheritdoc/>
    public void Insert(int index, T item)
    {
        list.Insert(index, item);
        Renumber();
    }

    /// <inheritdoc/>
    public bool Remove(T item)
    {
        var removed = list.Remove(item);
        Renumber();
        return removed;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        list.RemoveAt(index);
        Renumber();
    }

    /// <inheritdoc/>
    public void Clear()
    {
        list.Clear();
        ClearModules();
    }

    /// <inheritdoc/>
    public bool Contains(T item) => list.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public int IndexOf(T item) => list.IndexOf(item);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents() { }

    private void Renumber()
    {
        ClearModules();
        for (var i = 0; i < list.Count; i++) register_module(i.ToString(), list[i]);
    }
}
