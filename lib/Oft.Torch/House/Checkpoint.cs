using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Oft.Torch;

/// <summary>Activation checkpointing: a part of a model is computed again in backward instead of being remembered.</summary>
public static class Checkpoint
{
    /// <summary>Runs a part, keeping only its input; the same numbers and gradients as running it plainly.</summary>
    /// <remarks>Chance is drawn alike both times, and autocast is as it was, so dropout and bfloat16 parts may be run too.</remarks>
    /// <param name="part">A function of one tensor and of parameters it holds. It must not change its input.</param>
    /// <param name="input">What it is given.</param>
    public static Tensor Run(Func<Tensor, Tensor> part, Tensor input)
    {
        if (!is_grad_enabled()) return part(input);
        // The part's parameters are unknown here, so a leaf of no size stands for them: the output has a graph in any case.
        using var parameters = zeros([0], requires_grad: true);
        return Recomputed.apply(input, parameters, part);
    }

    private sealed class Recomputed : SingleTensorFunction<Recomputed>
    {
        public override string Name => nameof(Checkpoint);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var (input, part) = ((Tensor)vars[0], (Func<Tensor, Tensor>)vars[2]);
            ctx.save_for_backward([input]);
            ctx.save_data("part", part);
            ctx.save_data("type", Autocast.IsOn(input.device_type) ? Autocast.TypeOn(input.device_type) : (ScalarType?)null!);
            ctx.save_data("chance", get_rng_state().DetachFromDisposeScope());
            return part(input);
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
        {
            var kept = ctx.get_saved_variables()[0];
            var input = kept.detach().requires_grad_(kept.requires_grad);
            using var chance = (Tensor)ctx.get_data("chance");
            using var now = get_rng_state();
            Tensor output;
            try
            {
                set_rng_state(chance);
                using var graph = enable_grad();
                using var cast = ctx.get_data("type") is ScalarType type ? Autocast.On(input.device_type, type) : null;
                output = ((Func<Tensor, Tensor>)ctx.get_data("part"))(input);
            }
            finally { set_rng_state(now); }
            if (output.requires_grad) output.backward([grad_output]);
            return [input.grad!, null!, null!];
        }
    }
}
