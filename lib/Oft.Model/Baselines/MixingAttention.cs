using Oft.Model.Taps;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Baselines;

/// <summary>Tokens look at tokens: at each other, or at a memory.</summary>
/// <remarks>
/// <para>Shapes: B samples, N tokens that look, M tokens that are seen, W width, H heads.</para>
/// <para>Taps: <c>pattern</c> [B, H, N, M].</para>
/// </remarks>
public sealed class MixingAttention : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear @out;
    private readonly Tap pattern = new();
    private readonly int heads;

    /// <summary>Makes the layer.</summary>
    public MixingAttention(int width, int heads, Placement placement) : base(nameof(MixingAttention))
    {
        this.heads = heads;
        query = placement.Linear(width, width);
        key = placement.Linear(width, width);
        value = placement.Linear(width, width);
        @out = placement.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Attends.</summary>
    /// <param name="x">[B, N, W] who looks.</param>
    /// <param name="seen">[B, M, W] what is seen.</param>
    /// <returns>[B, N, W]</returns>
    public override Tensor forward(Tensor x, Tensor seen)
    {
        var mixed = Attention.Attend(Split(query.call(x)), Split(key.call(seen)), Split(value.call(seen)), mask: null, pattern);     // [B, H, N, W/H]
        return @out.call(mixed.transpose(1, 2).reshape(x.shape));
    }

    private Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], heads, x.shape[2] / heads).transpose(1, 2);
}
