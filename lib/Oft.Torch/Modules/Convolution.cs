using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>What convolutions have in common: weights, stride, padding, dilation, groups.</summary>
public abstract class Convolution : Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;

    /// <summary>Begins with PyTorch's random weights.</summary>
    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type,
        long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{name}: {in_channels} and {out_channels} channels do not divide into {groups} groups");
        if (padding_type == Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException($"{name}: padding 'same' needs stride 1, got [{string.Join(", ", stride)}]");
        this.in_channels = in_channels;
        this.out_channels = out_channels;
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.padding_type = padding_type;
        this.dilation = dilation;
        this.transposed = transposed;
        this.output_padding = output_padding;
        this.groups = groups;
        this.padding_mode = padding_mode;
        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        weight = new Parameter(empty(shape, dtype, device));
        if (bias) this.bias = new Parameter(empty([out_channels], dtype, device));
        reset_parameters();
    }

    /// <summary>Channels of the input.</summary>
    public long in_channels { get; }

    /// <summary>Channels of the output.</summary>
    public long out_channels { get; }

    /// <summary>Size of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Step of the window.</summary>
    public long[] stride { get; set; }

    /// <summary>Numbers added at both ends of each dimension, or null where <see cref="padding_type"/> says it.</summary>
    public long[]? padding { get; private set; }

    /// <summary>Padding by name, or null where <see cref="padding"/> counts it.</summary>
    public Padding? padding_type { get; private set; }

    /// <summary>Distance between neighbours in the window.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether the window spreads instead of gathers.</summary>
    public bool transposed { get; }

    /// <summary>Added to one end of the output of a transposed convolution.</summary>
    public long[] output_padding { get; set; }

    /// <summary>Into how many independent groups the channels divide.</summary>
    public long groups { get; set; }

    /// <summary>What the padding is made of.</summary>
    public PaddingModes padding_mode { get; set; }

    /// <summary>[O, I / groups, kernel...], or [I, O / groups, kernel...] when transposed.</summary>
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

    /// <summary>Changes the padding to one given by name.</summary>
    public void SetPadding(Padding padding) => (padding_type, this.padding) = (padding, null);

    /// <summary>Changes the padding to one given in numbers.</summary>
    public void SetPadding(long[] padding) => (padding_type, this.padding) = (null, padding);

    /// <summary>New random weights.</summary>
    public void reset_parameters() => init.LikeLinear(_weight!, _bias);

    /// <inheritdoc/>
    protected override void RegisterComponents() { }

    /// <summary>The counted padding on each side: the left is the smaller where 'same' is odd.</summary>
    private protected (long Before, long After)[] PaddingSides() =>
        padding_type switch
        {
            Padding.Valid => [.. kernel_size.Select(_ => (0L, 0L))],
            Padding.Same => [.. kernel_size.Zip(dilation, (kernel, step) => step * (kernel - 1)).Select(total => (total / 2, total - total / 2))],
            _ => [.. padding!.Select(p => (p, p))],
        };

    /// <summary>The input with its padding written out where the kernel cannot do it, and the padding that is left for the kernel.</summary>
    private protected (Tensor Input, long[] Padding) Padded(Tensor input)
    {
        var sides = PaddingSides();
        if (padding_mode == PaddingModes.Zeros && sides.All(side => side.Before == side.After))
            return (input, [.. sides.Select(side => side.Before)]);
        // functional.pad begins with the last dimension.
        long[] around = [.. sides.Reverse().SelectMany(side => new[] { side.Before, side.After })];
        var mode = padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : padding_mode;
        return (functional.pad(input, around, mode), new long[sides.Length]);
    }
}
