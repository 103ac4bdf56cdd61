using System.Diagnostics;
using Oft.Torch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Training;

/// <summary>Moves weights: forward, backward, clip, AdamW, next rate. Whatever has a loss for a batch can be trained by it.</summary>
/// <remarks>
/// <code>
/// loss / accumulation → backward → clip → rate of this step → AdamW → forget gradients
/// </code>
/// Parameters that the loss does not reach keep no gradient, and are neither moved nor decayed.
/// <para>Source: upstream vla-scripts/finetune.py.</para>
/// </remarks>
public sealed class Trainer<TBatch> : IDisposable
{
    private readonly TrainerOptions options;
    private readonly Func<TBatch, Loss> loss;
    private readonly List<Parameter> parameters;
    private readonly optim.Optimizer optimizer;

    /// <summary>Prepares to train.</summary>
    /// <param name="options">How.</param>
    /// <param name="parameters">What is moved; those that ask for no gradient are left out.</param>
    /// <param name="loss">What a batch costs.</param>
    /// <exception cref="ArgumentException">Nothing of it can be trained.</exception>
    public Trainer(TrainerOptions options, IEnumerable<Parameter> parameters, Func<TBatch, Loss> loss)
    {
        (this.options, this.loss) = (options, loss);
        this.parameters = [.. parameters.Where(parameter => parameter.requires_grad)];
        if (this.parameters.Count == 0) throw new ArgumentException("training: expected parameters that ask for gradients, got none.", nameof(parameters));
        optimizer = optim.AdamW(this.parameters, options.LearningRate.Base, options.Beta1, options.Beta2, weight_decay: options.WeightDecay);
    }

    /// <summary>The next optimizer step, from 0.</summary>
    public int Step { get; private set; }

    /// <summary>Takes one optimizer step.</summary>
    /// <param name="next">The next micro-batch; called as often as <see cref="TrainerOptions.Accumulation"/> says, inside the step's scope.</param>
    /// <exception cref="TrainingStoppedException">The loss is not a number; no weight was moved.</exception>
    public StepReport Take(Func<TBatch> next)
    {
        var began = Stopwatch.GetTimestamp();
        using var scope = NewDisposeScope();
        var (total, parts, norm) = (0.0, new List<(string Name, double Value)>(), double.NaN);
        for (var micro = 0; micro < options.Accumulation; micro++)
        {
            var batch = next();
            Loss cost;
            using (Autocast.Use(options.Compute)) cost = loss(batch);
            var value = cost.Value.item<float>();
            if (!float.IsFinite(value))
                throw new TrainingStoppedException($"step {Step}: expected a finite loss, got {value}. The weights of the step before are kept; lower the learning rate or clip gradients.");
            (cost.Value / options.Accumulation).backward();
            total += value / options.Accumulation;
            for (var i = 0; i < cost.Parts.Length; i++)
            {
                var (name, part) = (cost.Parts[i].Name, cost.Parts[i].Value.item<float>() / options.Accumulation);
                if (micro == 0) parts.Add((name, part));
                else parts[i] = (name, parts[i].Value + part);
            }
        }
        if (options.ClipNorm is { } limit) norm = nn.utils.clip_grad_norm_(parameters, limit);
        var rate = options.LearningRate.At(Step);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        optimizer.step();
        optimizer.zero_grad();
        return new StepReport(Step++, rate, total, parts, norm, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Frees the optimizer's state; the parameters belong to their model.</summary>
    public void Dispose() => optimizer.Dispose();
}
