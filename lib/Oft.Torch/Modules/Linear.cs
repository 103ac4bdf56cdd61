using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>x Wᵀ + b. Shapes: [..., I] becomes [..., O]; the weight is [O, I].</summary>
public sealed class Linear : Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
    {
        in_features = inputSize;
        out_features = outputSize;
        weight = new Parameter(empty([outputSize, inputSize], dtype, device));
        if (hasBias) bias = new Parameter(empty([outputSize], dtype, device));
        init.LikeLinear(weight, _bias);
    }

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        (out_features, in_features) = (weight.shape[0], weight.shape[1]);
        this.weight = weight;
        this.bias = bias;
    }

    /// <summary>Width I of the input.</summary>
    public long in_features { get; set; }

    /// <summary>Width O of the output.</summary>
    public long out_features { get; set; }

    /// <summary>[O, I].</summary>
    public Parameter weight
    {
        get => _weight!;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value);
    }

    /// <summary>[O], or null.</summary>
    public Parameter? bias
    {
        get => _bias;
        set => ConditionallyRegisterParameter(nameof(bias), _bias = value);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor tensor) => functional.linear(tensor, _weight!, _bias);

    /// <inheritdoc/>
    protected override void RegisterComponents() { }
}
