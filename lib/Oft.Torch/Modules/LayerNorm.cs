using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Brings the last dimensions to mean 0 and variance 1, then scales and shifts them.</summary>
public sealed class LayerNorm : Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        this.normalized_shape = normalized_shape;
        this.eps = eps;
        this.elementwise_affine = elementwise_affine;
        if (!elementwise_affine) return;
        weight = new Parameter(ones(normalized_shape, dtype, device));
        if (bias) this.bias = new Parameter(zeros(normalized_shape, dtype, device));
    }

    /// <summary>The sizes of the dimensions that are normalised, the last of the input.</summary>
    public long[] normalized_shape { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there is a scale.</summary>
    public bool elementwise_affine { get; set; }

    /// <summary>The scale, shaped as <see cref="normalized_shape"/>.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value);
    }

    /// <summary>The shift, shaped as <see cref="normalized_shape"/>, or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = value);
    }

    /// <summary>Back to scale 1 and shift 0.</summary>
    public void reset_parameters()
    {
        if (_weight is not null) init.ones_(_weight);
        if (_bias is not null) init.zeros_(_bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);

    /// <inheritdoc/>
    protected override void RegisterComponents() { }
}
