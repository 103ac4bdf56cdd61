using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp;

/// <summary>A node of the graph whose backward is a C# function: what the shim calls back.</summary>
/// <remarks>No exception crosses the native frame: it becomes text here and an exception again on the other side.</remarks>
internal sealed unsafe class CustomNode
{
    private readonly AutogradContext context;
    private readonly Func<List<Tensor>, List<Tensor>> backward;
    private readonly int variables;
    private readonly int[] tensorPlaces;
    private readonly (long[] Shape, ScalarType Type, Device Device)[] outputs;

    public CustomNode(string name, AutogradContext context, object[] vars, List<Tensor> outputs, Func<List<Tensor>, List<Tensor>> backward)
    {
        (Name, this.context, this.backward, variables) = (name, context, backward, vars.Length);
        tensorPlaces = [.. Enumerable.Range(0, vars.Length).Where(i => vars[i] is Tensor)];
        this.outputs = [.. outputs.Select(output => (output.shape, output.dtype, output.device))];
    }

    public string Name { get; }

    /// <summary>Held alive until the shim calls <see cref="Done"/>.</summary>
    public nint Pin() => GCHandle.ToIntPtr(GCHandle.Alloc(this));

    [UnmanagedCallersOnly]
    public static int Call(nint node, nint* gradients, int count, nint* made, int wanted, byte** error)
    {
        try
        {
            ((CustomNode)GCHandle.FromIntPtr(node).Target!).Run(new ReadOnlySpan<nint>(gradients, count), new Span<nint>(made, wanted));
            return 0;
        }
        catch (Exception e)
        {
            *error = CallbackError.Keep(e);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    public static void Done(nint node)
    {
        var handle = GCHandle.FromIntPtr(node);
        ((CustomNode)handle.Target!).context.Dispose();
        handle.Free();
    }

    private void Run(ReadOnlySpan<nint> handles, Span<nint> made)
    {
        using var scope = NewDisposeScope();
        var gradients = new List<Tensor>(handles.Length);
        for (var i = 0; i < handles.Length; i++)
            gradients.Add(handles[i] != 0 ? new Tensor(Shim.oft_retain(handles[i]))
                : context.MaterializeGrads ? zeros(outputs[i].Shape, outputs[i].Type, outputs[i].Device) : null!);

        var results = backward(gradients);
        if (results.Count != variables && results.Count != tensorPlaces.Length)
            throw new InvalidOperationException($"{Name}: expected {variables} gradients from backward, one a variable of forward, got {results.Count}.");
        for (var i = 0; i < made.Length; i++)
        {
            var gradient = results[results.Count == variables ? tensorPlaces[i] : i];
            made[i] = gradient is null ? 0 : Shim.oft_retain(gradient.Handle);
        }
    }
}
