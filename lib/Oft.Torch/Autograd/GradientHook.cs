using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Watches or changes the gradient of a tensor on its way through the graph, until it is disposed of.</summary>
public sealed unsafe class GradientHook : IDisposable
{
    private readonly nint tensor;
    private readonly long position;
    private bool removed;

    private GradientHook(nint tensor, long position) => (this.tensor, this.position) = (tensor, position);

    /// <summary>The hook's finalizer lets the tensor go.</summary>
    ~GradientHook() => Shim.oft_release(tensor);

    /// <summary>Calls a function with the tensor's gradient in every backward; what it returns takes the gradient's place, null keeps it.</summary>
    /// <exception cref="ExternalException">The tensor is not part of a graph.</exception>
    public static GradientHook On(Tensor tensor, Func<Tensor, Tensor?> hook)
    {
        long position;
        var context = GCHandle.ToIntPtr(GCHandle.Alloc(hook));
        Shim.Check(Shim.oft_hook(tensor.Handle, &Call, context, &Done, &position), $"hook on {Op.Describe(tensor)}");
        return new GradientHook(Shim.oft_retain(tensor.Handle), position);
    }

    /// <summary>Takes the hook off.</summary>
    public void Dispose()
    {
        if (removed) return;
        removed = true;
        Shim.Check(Shim.oft_hook_remove(tensor, position), "hook");
        Shim.oft_release(tensor);
        GC.SuppressFinalize(this);
    }

    [UnmanagedCallersOnly]
    private static int Call(nint context, nint gradient, nint* replacement, byte** error)
    {
        try
        {
            if (gradient == 0) return 0;
            using var scope = NewDisposeScope();
            var hook = (Func<Tensor, Tensor?>)GCHandle.FromIntPtr(context).Target!;
            if (hook(new Tensor(Shim.oft_retain(gradient))) is { } other) *replacement = Shim.oft_retain(other.Handle);
            return 0;
        }
        catch (Exception e)
        {
            *error = CallbackError.Keep(e);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    private static void Done(nint context) => GCHandle.FromIntPtr(context).Free();
}
