using System.Diagnostics;
using Oft.Contracts;
using Oft.Lab.Progress;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;
using Oft.Training;

namespace Oft.Lab.Campaign;

/// <summary>Gives the tiny towers eyes: they learn class and place of things in random scenes before any task.</summary>
public static class SightTraining
{
    private const int Check = 500;

    /// <summary>The configuration that pictures are encoded by: the robot's views and nothing of its state.</summary>
    public static OftConfig Config(BackboneConfig backbone) => OftConfig.Tiny with { Backbone = backbone, Robot = MiniRobot.Spec, Proprio = false };

    /// <summary>Trains the towers of a model in place.</summary>
    /// <param name="model">Of <see cref="Config"/>.</param>
    /// <param name="settings">How long.</param>
    /// <param name="threads">Scenes drawn side by side.</param>
    /// <param name="say">Takes a line about what is done next.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public static SightResult Run(OftModel model, SightSettings settings, int threads, Action<string> say, CancellationToken cancellation = default)
    {
        var samples = SightSamples.Draw(settings, model.Config.Backbone.ImageSize / model.Config.Backbone.Dino.PatchSize, threads, cancellation);
        var (held, seen) = (samples.Take(settings.HeldOut).ToList(), samples.Skip(settings.HeldOut).ToList());
        say($"{PatchLabels.Count - 1} kinds, {seen.Count:N0} scenes to learn from, {held.Count:N0} held out");

        var encoder = new ObservationEncoder(model.Config, CampaignTokenizer.Instance, Unused(model.Config.Robot)) { CenterCrop = false };
        using var learner = new SightLearner(model, encoder, settings.EmptyWeight);
        var options = new TrainerOptions
        {
            Steps = settings.Steps,
            LearningRate = new LearningRate { Base = settings.LearningRate, WarmupSteps = Math.Min(100, settings.Steps), Decay = DecayShape.Cosine, DecaySteps = settings.Steps },
            Beta2 = 0.95,
            ClipNorm = 1,
        };
        var random = new Random(settings.Seed);
        var (curve, checks, began) = (new List<StepReport>(settings.Steps), new List<(int, double, double, double)>(), Stopwatch.GetTimestamp());
        using var trainer = new Trainer<IReadOnlyList<SightSample>>(options, learner);
        using var progress = new ProgressLine("towers", settings.Steps);
        while (trainer.Step < settings.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            curve.Add(trainer.Take(() => [.. Enumerable.Range(0, settings.Batch).Select(_ => seen[random.Next(seen.Count)])]));
            progress.Report(trainer.Step, string.Join(", ", curve[^1].Parts.Select(part => $"{part.Name} {part.Value:0.000}")));
            if (trainer.Step % Check != 0 && trainer.Step != settings.Steps) continue;
            var (accuracy, named, offset) = learner.Judge(held, settings.Batch);
            checks.Add((trainer.Step, accuracy, named, offset));
            say($"after {trainer.Step:N0} steps: {100 * accuracy:0.0} % of held-out occupied patches right, {100 * named:0.0} % by name, {offset:0.00} px beside");
        }
        return new SightResult(checks[^1].Item2, checks[^1].Item3, checks[^1].Item4, Stopwatch.GetElapsedTime(began).TotalSeconds, curve, checks);
    }

    // Pictures alone are read; the encoder still wants to know the width of an action.
    private static ActionStatistics Unused(RobotSpec robot)
    {
        var actions = new FieldSummary(robot.ActionWidth);
        actions.Add(new float[robot.ActionWidth]);
        return new ActionStatistics(actions.Finish(robot.ActionMask), null, 1);
    }
}
