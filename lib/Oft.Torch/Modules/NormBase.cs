using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>What the norms that keep running statistics have in common.</summary>
public abstract class NormBase : Module<Tensor, Tensor>
{
    private Parameter? _weight;
    private Parameter? _bias;
    private Tensor? _mean;
    private Tensor? _variance;
    private Tensor? _batches;

    /// <summary>Begins with mean 0, variance 1, scale 1 and shift 0.</summary>
    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            weight = new Parameter(ones([num_features], dtype, device));
            bias = new Parameter(zeros([num_features], dtype, device));
        }
        if (!track_running_stats) return;
        running_mean = zeros([num_features], dtype, device);
        running_var = ones([num_features], dtype, device);
        num_batches_tracked = zeros([], int64, device);
    }

    /// <summary>How many channels.</summary>
    public long num_features { get; }

    /// <summary>Added to the variance.</summary>
    public double eps { get; set; }

    /// <summary>How much of a batch enters the running statistics; null averages over all batches.</summary>
    public double? momentum { get; set; }

    /// <summary>Whether there is a scale and a shift.</summary>
    public bool affine { get; }

    /// <summary>Whether running statistics are kept.</summary>
    public bool track_running_stats { get; }

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

    /// <summary>[C] mean used in evaluation.</summary>
    public Tensor? running_mean
    {
        get => _mean;
        set => ConditionallyRegisterBuffer(nameof(running_mean), _mean = value);
    }

    /// <summary>[C] variance used in evaluation.</summary>
    public Tensor? running_var
    {
        get => _variance;
        set => ConditionallyRegisterBuffer(nameof(running_var), _variance = value);
    }

    /// <summary>[] how many batches went into the running statistics.</summary>
    public Tensor? num_batches_tracked
    {
        get => _batches;
        set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), _batches = value);
    }

    /// <summary>Back to mean 0 and variance 1.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        init.zeros_(_mean!);
        init.ones_(_variance!);
        init.zeros_(_batches!);
    }

    /// <summary>Back to scale 1, shift 0, mean 0 and variance 1.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        init.ones_(_weight!);
        init.zeros_(_bias!);
    }

    /// <summary>Refuses an input that has another number of dimensions.</summary>
    protected abstract void ValidateInputDimensions(Tensor input);

    /// <inheritdoc/>
    protected override void RegisterComponents() { }

    /// <summary>[B, C, ...] normalised by the batch's own statistics, or by the running ones in evaluation.</summary>
    private protected Tensor Normalize(Tensor input)
    {
        ValidateInputDimensions(input);
        var share = momentum ?? 0;
        if (training && track_running_stats)
        {
            _batches!.add_(1);
            share = momentum ?? 1.0 / _batches!.item<long>();
        }
        return functional.batch_norm(input, _mean!, _variance!, _weight!, _bias!, training || !track_running_stats, share, eps);
    }
}
