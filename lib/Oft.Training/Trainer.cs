using Oft.Torch;
using Oft.Training.Objectives;
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
    private readonly List<(string Name, Parameter Parameter)> trained;
    private readonly Parameter[] parameters;
    private readonly AdamW optimizer;
    private readonly DeviceType device;

    /// <summary>Prepares to train an objective.</summary>
    /// <exception cref="ArgumentException">Nothing of it can be trained.</exception>
    public Trainer(TrainerOptions options, IObjective<TBatch> objective)
        : this(options, objective.Parts.SelectMany(part => part.Module.named_parameters().Select(named => ($"{part.Part}.{named.name}", named.parameter))), objective.Loss)
    {
    }

    /// <summary>Prepares to train.</summary>
    /// <param name="options">How.</param>
    /// <param name="parameters">What is moved, by name; those that ask for no gradient are left out.</param>
    /// <param name="loss">What a batch costs.</param>
    /// <exception cref="ArgumentException">Nothing of it can be trained.</exception>
    public Trainer(TrainerOptions options, IEnumerable<(string Name, Parameter Parameter)> parameters, Func<TBatch, Loss> loss)
    {
        (this.options, this.loss) = (options, loss);
        trained = [.. parameters.Where(named => named.Parameter.requires_grad)];
        if (trained.Count == 0) throw new ArgumentException("training: expected parameters that ask for gradients, got none.", nameof(parameters));
        this.parameters = [.. trained.Select(named => named.Parameter)];
        device = this.parameters[0].device_type;
        optimizer = optim.AdamW(this.parameters, options.LearningRate.Base, options.Beta1, options.Beta2, options.Epsilon, weight_decay: options.WeightDecay);
    }

    /// <summary>The next optimizer step, from 0.</summary>
    public int Step { get; private set; }

    /// <summary>What is moved, by name.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Trained => trained;

    /// <summary>Takes one optimizer step.</summary>
    /// <param name="next">The next micro-batch; called as often as <see cref="TrainerOptions.Accumulation"/> says, inside the step's scope. What can be disposed of is, after its backward.</param>
    /// <param name="look">Sees the gradients before they are clipped and used.</param>
    /// <exception cref="TrainingStoppedException">The loss or a gradient is not a number; no weight was moved.</exception>
    public StepReport Take(Func<TBatch> next, Action? look = null)
    {
        using var scope = NewDisposeScope();
        var clock = new StepClock();
        var (total, parts) = (0.0, new Dictionary<string, (double Sum, int Count)>());
        for (var micro = 0; micro < options.Accumulation; micro++)
        {
            clock.Enter(StepClock.Phase.Data);
            var batch = next();
            using var owned = batch as IDisposable;
            clock.Enter(StepClock.Phase.Forward);
            Loss cost;
            using (Autocast.Use(options.Compute, device)) cost = loss(batch);
            var value = cost.Value.item<float>();
            if (!float.IsFinite(value)) throw Stopped($"expected a finite loss, got {value}");
            total += value / options.Accumulation;
            foreach (var (name, part) in cost.Parts)
            {
                var (sum, count) = parts.GetValueOrDefault(name);
                parts[name] = (sum + part.item<float>(), count + 1);
            }
            clock.Enter(StepClock.Phase.Backward);
            (options.Accumulation == 1 ? cost.Value : cost.Value / options.Accumulation).backward();
        }
        clock.Enter(StepClock.Phase.Optimizer);
        look?.Invoke();
        var norm = nn.utils.clip_grad_norm_(parameters, options.ClipNorm ?? double.PositiveInfinity);
        if (!double.IsFinite(norm)) throw Stopped($"expected finite gradients, got a norm of {norm}");
        var rate = options.LearningRate.At(Step);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        optimizer.step();
        optimizer.zero_grad();
        return new StepReport(Step++, rate, total, [.. parts.Select(part => (part.Key, part.Value.Sum / part.Value.Count))], norm, clock.Stop());
    }

    /// <summary>What the optimizer remembers of every weight: its own tensors, not copies.</summary>
    internal IReadOnlyList<(string Name, AdamW.State State)> Memory => [.. trained.Zip(optimizer.state_dict().State, (named, state) => (named.Name, (AdamW.State)state))];

    /// <summary>Goes on from a step whose weights and memory were put back.</summary>
    internal void Continue(int step) => Step = step;

    /// <summary>Frees the optimizer's state; the parameters belong to their model.</summary>
    public void Dispose() => optimizer.Dispose();

    private TrainingStoppedException Stopped(string why)
    {
        optimizer.zero_grad();
        return new($"step {Step}: {why}. The weights of the step before are kept; lower the learning rate or clip gradients.");
    }
}
