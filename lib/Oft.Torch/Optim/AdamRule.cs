using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The step of Adam (Kingma and Ba, 2015) and of AdamW (Loshchilov and Hutter, 2019).</summary>
/// <remarks>
/// <code>
/// AdamW: p ← (1 − lr λ) p          Adam: g ← g + λ p
/// m ← β₁ m + (1 − β₁) g
/// v ← β₂ v + (1 − β₂) g²
/// p ← p − lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
/// </code>
/// The order of operations is that of torch.optim with foreach, so the bits are the same; where this libtorch has a fused
/// kernel for the device, that kernel is used.
/// </remarks>
internal sealed record AdamRule(double LearningRate, double Beta1, double Beta2, double Epsilon, double Decay, bool Amsgrad, bool Maximize, bool Decoupled)
{
    /// <summary>One step of some parameters; those of one age, device and dtype go together.</summary>
    public void Step<TState>(IEnumerable<(Parameter Parameter, Tensor Gradient, TState State)> group) where TState : IMoments
    {
        var moved = group.ToList();
        foreach (var (_, _, state) in moved) state.Step++;
        foreach (var batch in moved.GroupBy(one => (one.State.Step, one.Parameter.device_type, one.Parameter.device_index, one.Parameter.dtype)))
        {
            Tensor[] parameters = [.. batch.Select(one => one.Parameter)];
            Tensor[] gradients = [.. batch.Select(one => one.Gradient)];
            Tensor[] first = [.. batch.Select(one => one.State.First)];
            Tensor[] second = [.. batch.Select(one => one.State.Second)];
            Tensor[] largest = Amsgrad ? [.. batch.Select(one => one.State.Largest!)] : [];
            if (Fused(batch.Key.device_type)) StepFused(parameters, gradients, first, second, largest, batch.Key.Step);
            else StepByParts(parameters, gradients, first, second, largest, batch.Key.Step);
        }
    }

    // One name stands for both kernels: 1.13 has an Adam of another form. Those for CPU came with _fused_adagrad_
    // (libtorch 2.4); before, their names exist and refuse CPU tensors.
    private bool Fused(DeviceType device) =>
        Aten._fused_adamw_.Exists && (device == DeviceType.CUDA || (device == DeviceType.CPU && Aten._fused_adagrad_.Exists));

    private void StepFused(Tensor[] parameters, Tensor[] gradients, Tensor[] first, Tensor[] second, Tensor[] largest, long step)
    {
        var steps = new Tensor[parameters.Length];
        Array.Fill(steps, full([], step, float32, parameters[0].device));
        (Decoupled ? Aten._fused_adamw_ : Aten._fused_adam_).Run(
            parameters, gradients, first, second, largest, steps, LearningRate, Beta1, Beta2, Decay, Epsilon, Amsgrad, Maximize);
    }

    private void StepByParts(Tensor[] parameters, Tensor[] gradients, Tensor[] first, Tensor[] second, Tensor[] largest, long step)
    {
        if (Maximize) gradients = Foreach.Negative(gradients);
        if (Decoupled) Foreach.Multiply(parameters, 1 - LearningRate * Decay);
        else if (Decay != 0) gradients = Foreach.Sum(gradients, parameters, Decay);

        Foreach.Average(first, gradients, Beta1);
        Foreach.Multiply(second, Beta2);
        Foreach.AddProduct(second, gradients, gradients, 1 - Beta2);
        for (var i = 0; i < largest.Length; i++) largest[i].copy_(maximum(largest[i], second[i]));

        var denominators = Foreach.Sqrt(Amsgrad ? largest : second);
        Foreach.Divide(denominators, Math.Sqrt(1 - Math.Pow(Beta2, step)));
        Foreach.Add(denominators, Epsilon);
        Foreach.AddQuotient(parameters, first, denominators, -(LearningRate / (1 - Math.Pow(Beta1, step))));
    }
}
