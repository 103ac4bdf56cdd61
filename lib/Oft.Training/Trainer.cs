using Oft.Torch;
using Oft.Training.Objectives;
using Oft.Training.Processes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Training;

/// <summary>Moves weights: forward, backward, clip, AdamW, next rate. Whatever has a loss for a batch can be trained by it.</summary>
/// <remarks>
/// <code>
/// loss / accumulation → backward → clip → rate of this step → AdamW → forget gradients
/// </code>
/// With several processes gradients are their mean over all of them, and so is everything a step reports.
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
    private readonly List<(string Name, Parameter Parameter)> moved;
    private readonly ProcessTeam? team;
    private readonly GradientBuckets? buckets;
    private readonly OptimizerShares? shares;
    private readonly DeviceType device;

    /// <summary>Prepares to train an objective.</summary>
    /// <exception cref="ArgumentException">Nothing of it can be trained.</exception>
    public Trainer(TrainerOptions options, IObjective<TBatch> objective, ProcessTeam? team = null)
        : this(options, objective.Parts.SelectMany(part => part.Module.named_parameters().Select(named => ($"{part.Part}.{named.name}", named.parameter))), objective.Loss, team)
    {
    }

    /// <summary>Prepares to train.</summary>
    /// <param name="options">How.</param>
    /// <param name="parameters">What is moved, by name; those that ask for no gradient are left out.</param>
    /// <param name="loss">What a batch costs.</param>
    /// <param name="team">Other processes that train the same; null trains alone.</param>
    /// <exception cref="ArgumentException">Nothing of it can be trained.</exception>
    public Trainer(TrainerOptions options, IEnumerable<(string Name, Parameter Parameter)> parameters, Func<TBatch, Loss> loss, ProcessTeam? team = null)
    {
        (this.options, this.loss, this.team) = (options, loss, team);
        trained = [.. parameters.Where(named => named.Parameter.requires_grad)];
        if (trained.Count == 0) throw new ArgumentException("training: expected parameters that ask for gradients, got none.", nameof(parameters));
        this.parameters = [.. trained.Select(named => named.Parameter)];
        device = this.parameters[0].device_type;
        shares = team is { SharesOptimizer: true } ? new OptimizerShares(team, trained) : null;
        moved = shares?.Mine ?? trained;
        buckets = team is null ? null : new GradientBuckets(team, trained);
        optimizer = optim.AdamW(moved.Select(named => named.Parameter).ToArray(), options.LearningRate.Base, options.Beta1, options.Beta2, options.Epsilon, weight_decay: options.WeightDecay);
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
        buckets?.Begin();
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
            buckets?.Next(isLast: micro == options.Accumulation - 1);
            (options.Accumulation == 1 ? cost.Value : cost.Value / options.Accumulation).backward();
        }
        buckets?.SendRest();
        // What the others' losses were comes behind the gradients, and nobody waits for it alone.
        IReadOnlyList<(string Name, double Value)> told = [.. parts.Select(part => (part.Key, part.Value.Sum / part.Value.Count))];
        using var report = team is null ? null : new TeamReport(team, total, told);
        buckets?.Finish();
        report?.SendParts();
        clock.Enter(StepClock.Phase.Optimizer);
        look?.Invoke();
        var norm = nn.utils.clip_grad_norm_(parameters, options.ClipNorm ?? double.PositiveInfinity);
        if (!double.IsFinite(norm)) throw Stopped($"expected finite gradients, got a norm of {norm}");
        var rate = options.LearningRate.At(Step);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        optimizer.step();
        shares?.Exchange();
        Forget();
        if (report is not null) (total, told) = report.Means();
        return new StepReport(Step++, rate, total, told, norm, clock.Stop());
    }

    /// <summary>What the optimizer remembers of every weight that this process moves: its own tensors, not copies.</summary>
    internal IReadOnlyList<(string Name, AdamW.State State)> Memory => [.. moved.Zip(optimizer.state_dict().State, (named, state) => (named.Name, (AdamW.State)state))];

    /// <summary>What is remembered of all weights. Where processes share the optimizer all must ask, and only the first one gets it.</summary>
    internal IReadOnlyList<WeightMemory> WholeMemory()
    {
        IReadOnlyList<WeightMemory> mine = [.. Memory.Select(one => new WeightMemory(one.Name, one.State.exp_avg, one.State.exp_avg_sq, one.State.step))];
        return shares?.Gather(mine) ?? mine;
    }

    /// <summary>Gives all processes the first one's weights.</summary>
    internal void Align()
    {
        if (team is null) return;
        using var still = no_grad();
        foreach (var parameter in parameters)
        {
            using var scope = NewDisposeScope();
            var numbers = parameter.detach().to(ScalarType.Float32).cpu().contiguous().view(-1).clone();
            team.Broadcast(numbers, root: 0);
            if (team.Rank > 0) parameter.copy_(numbers.view(parameter.shape));
        }
    }

    /// <summary>Goes on from a step whose weights and memory were put back.</summary>
    internal void Continue(int step) => Step = step;

    /// <summary>Frees the optimizer's state; the parameters belong to their model.</summary>
    public void Dispose()
    {
        buckets?.Dispose();
        optimizer.Dispose();
    }

    private void Forget()
    {
        foreach (var parameter in parameters) parameter.grad = null;
    }

    private TrainingStoppedException Stopped(string why)
    {
        Forget();
        return new($"step {Step}: {why}. The weights of the step before are kept; lower the learning rate or clip gradients.");
    }
}
