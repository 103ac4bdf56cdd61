using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>A table of vectors: indices [...] become rows [..., D].</summary>
public sealed class Embedding : Module<Tensor, Tensor>
{
    private readonly long? paddingIndex;
    private readonly double? maxNorm;
    private readonly double normType;
    private readonly bool scaleByFrequency;
    private readonly bool sparseGradient;
    private Parameter? _weight;

    internal Embedding(Parameter weight, long? paddingIndex, double? maxNorm, double normType, bool scaleByFrequency, bool sparse)
        : base(nameof(Embedding))
    {
        this.weight = weight;
        this.maxNorm = maxNorm;
        this.normType = normType;
        this.scaleByFrequency = scaleByFrequency;
        sparseGradient = sparse;
        var rows = weight.shape[0];
        if (paddingIndex is { } index)
        {
            if (index < -rows || index >= rows)
                throw new ArgumentOutOfRangeException(nameof(paddingIndex), index, $"the table has {rows} rows");
            this.paddingIndex = index < 0 ? rows + index : index;
        }
    }

    /// <summary>[rows, D].</summary>
    public Parameter? weight
    {
        get => _weight;
        set => ConditionallyRegisterParameter(nameof(weight), _weight = value);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        functional.embedding(input, _weight!, paddingIndex, maxNorm, normType, scaleByFrequency, sparseGradient);

    /// <inheritdoc/>
    protected override void RegisterComponents() { }

    internal static Parameter Table(long rows, long width, long? paddingIndex, Device? device, ScalarType? dtype)
    {
        var table = new Parameter(empty([rows, width], dtype, device));
        init.normal_(table);
        if (paddingIndex is { } index)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            table[index].zero_();
        }
        return table;
    }
}
