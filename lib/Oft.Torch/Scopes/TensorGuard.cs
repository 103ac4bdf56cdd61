namespace TorchSharp;

/// <summary>The net under a tensor that no scope owns: lets the native reference go when the tensor is collected.</summary>
/// <remarks>Tensors in scopes go without one, because an object with a finalizer costs as much as a small operator.</remarks>
internal sealed class TensorGuard(nint handle)
{
    /// <summary>Called when the tensor was disposed or taken over by a scope.</summary>
    public void StandDown()
    {
        handle = 0;
        GC.SuppressFinalize(this);
    }

    ~TensorGuard()
    {
        if (handle == 0) return;
        Shim.oft_release(handle);
        torch.Tensor.CountDown();
    }
}
