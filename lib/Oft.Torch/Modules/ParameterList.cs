using System.Collections;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A list of parameters, named 0, 1, 2, ...</summary>
public class ParameterList : Module, IList<Parameter>
{
    private readonly List<Parameter> list = [];

    /// <summary>A list of these parameters.</summary>
    public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => append(parameters);

    /// <inheritdoc/>
    public int Count => list.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public Parameter this[int index]
    {
        get => list[index];
        set => ConditionallyRegisterParameter(index.ToString(), list[index] = value);
    }

    /// <inheritdoc/>
    public void Add(Parameter item)
    {
        register_parameter(list.Count.ToString(), item);
        list.Add(item);
    }

    /// <summary>Adds parameters at the end.</summary>
    public void append(params Parameter[] parameters) => extend(parameters);

    /// <summary>Adds parameters at the end.</summary>
    public void extend(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters) Add(parameter);
    }

    /// <inheritdoc/>
    public void Insert(int index, Parameter item)
    {
        Forget();
        list.Insert(index, item);
        Number();
    }

    /// <inheritdoc/>
    public bool Remove(Parameter item)
    {
        var index = IndexOf(item);
        if (index >= 0) RemoveAt(index);
        return index >= 0;
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        Forget();
        list.RemoveAt(index);
        Number();
    }

    /// <inheritdoc/>
    public void Clear()
    {
        Forget();
        list.Clear();
    }

    /// <inheritdoc/>
    public bool Contains(Parameter item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public void CopyTo(Parameter[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public int IndexOf(Parameter item) => list.FindIndex(own => ReferenceEquals(own, item));

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();

    /// <inheritdoc/>
    protected override void RegisterComponents() { }

    private void Forget()
    {
        for (var i = 0; i < list.Count; i++) ConditionallyRegisterParameter(i.ToString(), null);
    }

    private void Number()
    {
        for (var i = 0; i < list.Count; i++) ConditionallyRegisterParameter(i.ToString(), list[i]);
    }
}
