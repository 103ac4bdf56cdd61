using System.Globalization;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Training.Processes;
using static TorchSharp.torch;

namespace Oft.Training.Forecasts;

/// <summary>The memory a training will take, by what it is for, in bytes.</summary>
/// <param name="Weights">All weights, trained or frozen.</param>
/// <param name="Gradients">One number for every trained weight that the loss reaches.</param>
/// <param name="Optimizer">AdamW's two averages of every trained weight.</param>
/// <param name="Activations">What forward leaves for backward.</param>
public sealed record MemoryForecast(long Weights, long Gradients, long Optimizer, long Activations)
{
    /// <summary>Tokens of an ordinary instruction in its prompt.</summary>
    public const int OrdinaryPrompt = 32;

    /// <summary>Gradients once more in float32, on their way to other processes; nothing for a process alone.</summary>
    public long Buckets { get; init; }

    /// <summary>All of it.</summary>
    public long Total => Weights + Gradients + Buckets + Optimizer + Activations;

    /// <summary>What one of several processes takes, the one that takes most.</summary>
    /// <param name="trained">Numbers of every trained weight.</param>
    /// <param name="processes">Processes together.</param>
    /// <param name="sharesOptimizer">Each keeps the optimizer's memory of its share of the weights only.</param>
    public MemoryForecast Among(IReadOnlyList<long> trained, int processes, bool sharesOptimizer)
    {
        var all = trained.Sum();
        var owners = OptimizerShares.Owners(trained, processes);
        var largest = Enumerable.Range(0, processes).Max(process => trained.Where((_, i) => owners[i] == process).Sum());
        return this with { Buckets = processes == 1 ? 0 : 4 * all, Optimizer = sharesOptimizer ? (long)(Optimizer * ((double)largest / all)) : Optimizer };
    }

    /// <summary>Forecasts the training of a model.</summary>
    /// <param name="model">Names and shapes are enough.</param>
    /// <param name="compute">What matrix products are computed in.</param>
    /// <param name="samples">B, samples of a micro-batch.</param>
    /// <param name="promptTokens">Tokens of the longest prompt.</param>
    public static MemoryForecast Of(OftModel model, ScalarType compute, int samples, int promptTokens = OrdinaryPrompt)
        => Of(model, new ActivationForecast(model.Config, model.Dtype, compute, model.Recomputes).Bytes(samples, promptTokens));

    /// <summary>Forecasts the training of a baseline in single precision.</summary>
    /// <param name="model">Names and shapes are enough.</param>
    /// <param name="samples">B, samples of a micro-batch.</param>
    public static MemoryForecast Of(Baseline model, int samples) => Of(model, BaselineActivations.Bytes(model.Config, samples));

    /// <summary>Bytes as people read them.</summary>
    public static string Text(long bytes) => bytes >= 1L << 30 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB") : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB");

    private static MemoryForecast Of(nn.Module model, long activations)
    {
        var all = model.parameters().ToList();
        var trained = all.Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel() * parameter.element_size());
        return new(all.Sum(parameter => parameter.numel() * parameter.element_size()), trained, 2 * trained, activations);
    }
}
