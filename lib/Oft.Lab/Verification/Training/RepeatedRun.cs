using Oft.Lab.Verification.Models;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Weights;
using Oft.Training;
using Oft.Training.Batches;
using Oft.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Training;

/// <summary>A recorded run, repeated: its series, and gradients and values at the steps that are asked for.</summary>
internal sealed class RepeatedRun : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Dictionary<string, List<double>> series = [];
    private readonly Dictionary<int, Dictionary<string, Tensor?>> gradients = [];
    private readonly Dictionary<int, Dictionary<string, Tensor>> values = [];
    private readonly Dictionary<string, List<double>> norms = [];
    private readonly OftModel model;

    private RepeatedRun(TrainingFacts facts)
    {
        model = facts.Load();
        Trained = model.named_parameters().Where(named => named.parameter.requires_grad).ToDictionary(named => PeftNames.Of(model, named.name), named => (Tensor)named.parameter);
        Targets = [.. model.AdaptableLayers.Where(layer => layer.Layer.Adapters.Any()).Select(layer => UpstreamNames.AdapterModule(layer.Path, model.Config.Film)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What is trained, by the script's names.</summary>
    public IReadOnlyDictionary<string, Tensor> Trained { get; }

    /// <summary>Layers that carry adapters, as PEFT lists them.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Weights of the language model, projector and towers, adapters and FiLM included: all, or those trained.</summary>
    public long ModelWeights(bool trained) => model.named_parameters()
        .Where(named => named.name.Split('.')[0] is "vision" or "projector" or "language" && (!trained || named.parameter.requires_grad)).Sum(named => named.parameter.numel());

    /// <summary>Numbers by micro-batch or step: loss, lr_used, grad_norm_total, batch_index, metrics.NAME.</summary>
    public IReadOnlyList<double>? Series(string name) => series.GetValueOrDefault(name);

    /// <summary>Norms of a single weight's gradient at every step, 0 where it has none.</summary>
    public IReadOnlyList<double>? GradientNorms(string name) => norms.GetValueOrDefault(name);

    /// <summary>Gradients before a step's update; null where a weight has none.</summary>
    public IReadOnlyDictionary<string, Tensor?> Gradients(int step) => gradients.TryGetValue(step, out var found) ? found : throw new VerifyException($"the run has no step {step}.");

    /// <summary>Values after a step's update; -1 is the start, null the end.</summary>
    public IReadOnlyDictionary<string, Tensor> Values(int? step) => values.TryGetValue(step ?? values.Keys.Max(), out var found) ? found : throw new VerifyException($"the run has no step {step}.");

    /// <summary>Repeats a run.</summary>
    /// <param name="facts">The case.</param>
    /// <param name="checks">Say which gradients and values are kept.</param>
    /// <param name="disturbance">0 begins at the recorded values; any other number moves them by rounding alone, each in its own way.</param>
    public static RepeatedRun Of(TrainingFacts facts, IReadOnlyList<RunCheck> checks, int disturbance = 0)
    {
        var run = new RepeatedRun(facts);
        try
        {
            RecordedStart.Fill(facts, run.Trained);
            if (disturbance != 0) RecordedStart.Round(run.Trained, disturbance);
            run.Go(facts, checks);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Frees the model and what was kept.</summary>
    public void Dispose()
    {
        scope.Dispose();
        model.Dispose();
    }

    private void Go(TrainingFacts facts, IReadOnlyList<RunCheck> checks)
    {
        var (files, order) = facts.Batches;
        OftObjective objective = model.Config.Head switch
        {
            ActionHead.Diffusion => new DiffusionObjective(model, []) { SampleEvery = 0 },
            _ => OftObjective.Of(model),
        };
        using var trainer = new Trainer<OftBatch>(facts.Trainer, objective.Parts.SelectMany(part => part.Module.named_parameters()), batch => Note(objective.Loss(batch)));
        var micro = 0;
        values[-1] = Snapshot();
        while (trainer.Step < facts.Steps)
        {
            var step = trainer.Step;
            var report = trainer.Take(() =>
            {
                Add("batch_index", order[micro]);
                return RecordedBatch.Read(facts, files[order[micro]], micro++);
            }, () => Look(step, checks));
            Add("lr_used", report.LearningRate);
            Add("grad_norm_total", report.GradientNorm);
            if (step == facts.Steps - 1 || checks.Any(check => check.NeedsValues(step))) values[step] = Snapshot();
        }
    }

    private Loss Note(Loss loss)
    {
        Add("loss", loss.Value.item<double>());
        foreach (var (name, value) in loss.Parts) Add($"metrics.{name}", value.item<double>());
        return loss;
    }

    private void Look(int step, IReadOnlyList<RunCheck> checks)
    {
        foreach (var (name, weight) in Trained)
        {
            if (!norms.TryGetValue(name, out var list)) norms[name] = list = [];
            list.Add(weight.grad is { } gradient ? gradient.to(ScalarType.Float64).norm().item<double>() : 0);
        }
        if (checks.Any(check => check.NeedsGradients(step)))
            gradients[step] = Trained.ToDictionary(pair => pair.Key, pair => pair.Value.grad is { } gradient ? Kept(gradient) : null);
    }

    private Dictionary<string, Tensor> Snapshot() => Trained.ToDictionary(pair => pair.Key, pair => Kept(pair.Value));

    private Tensor Kept(Tensor tensor)
    {
        var copy = tensor.detach().clone().DetachFromDisposeScope();
        scope.Attach(copy);
        return copy;
    }

    private void Add(string name, double value)
    {
        if (!series.TryGetValue(name, out var list)) series[name] = list = [];
        list.Add(value);
    }
}
