using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Normalises groups of channels of [B, C, ...] to mean 0 and variance 1, then scales and shifts each channel.</summary>
public sealed class GroupNorm : Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
    {
        if (num_channels % num_groups != 0) throw new ArgumentException($"{num_channels} channels do not divide into {num_groups} groups");
        this.num_groups = num_groups;
        this.eps = eps;
        this.affine = affine;
        if (!affine) return;
        weight = new Parameter(ones([num_channels], dtype, device));
        bias = new Parameter(zeros([num_channels], dtype, device));
    }

    /// <summary>Into how many groups the channels divide.</summary>
    public long num_groups { get; set; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>Whether there is a scale and a shift.</summary>
    public bool affine { get; set; }

    /// <summary>[C] scale.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value);
    }

    /// <summary>[C] shift.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = value);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => functional.group_norm(tensor, num_groups, _weight, _bias, eps);

    /// <inheritdoc/>
    protected override void RegisterComponents() { }
}
