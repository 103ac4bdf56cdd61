using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter. Its tensors belong to no dispose scope.</summary>
public abstract class OptimizerState
{
    /// <summary>The parameter.</summary>
    protected readonly Parameter _parameter;

    /// <summary>Begins to remember a parameter.</summary>
    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Makes the first state: nothing has happened yet.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Takes the values of another state.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Reads what <see cref="SaveStateDict"/> wrote.</summary>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Writes the state.</summary>
    public abstract void SaveStateDict(BinaryWriter writer);

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device) { }

    /// <summary>Whether another state is the same up to rounding.</summary>
    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Writes whether a tensor is there, and the tensor.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    /// <summary>Reads what <see cref="SaveConditionalStateTensor"/> wrote, into a tensor of the parameter's shape.</summary>
    private protected void LoadConditional(BinaryReader reader, ref Tensor? tensor)
    {
        if (!reader.ReadBoolean())
        {
            tensor?.Dispose();
            tensor = null;
            return;
        }
        tensor ??= Zeros();
        tensor.Load(reader);
    }

    /// <summary>Takes over the values of another state's tensor, or that there is none.</summary>
    private protected void CopyConditional(Tensor? source, ref Tensor? tensor)
    {
        if (source is null)
        {
            tensor?.Dispose();
            tensor = null;
            return;
        }
        tensor ??= Zeros();
        Copy(source, tensor);
    }

    private protected static void Copy(Tensor source, Tensor target)
    {
        using var quiet = no_grad();
        target.copy_(source);
    }

    private protected static void Moved(Device device, ref Tensor? tensor)
    {
        if (tensor is null || (tensor.device.type == device.type && tensor.device.index == device.index)) return;
        var there = tensor.to(device).DetachFromDisposeScope();
        tensor.Dispose();
        tensor = there;
    }

    private protected static bool Close(Tensor? a, Tensor? b) => a is null || b is null ? a is null && b is null : a.allclose(b);

    private protected Tensor Zeros()
    {
        using var quiet = no_grad();
        return zeros_like(_parameter).DetachFromDisposeScope();
    }
}
