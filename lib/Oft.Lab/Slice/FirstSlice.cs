using System.Diagnostics;
using Oft.Contracts;
using Oft.Data.Sampling;
using Oft.Evaluation.Episodes;
using Oft.Evaluation.Statistics;
using Oft.Imaging.Files;
using Oft.Lab.Progress;
using Oft.Lab.Reports;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;
using Oft.Torch;
using Oft.Training;
using Oft.Training.Batches;
using Oft.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Slice;

/// <summary>The thinnest real path through the kit: demonstrate, train, act, count.</summary>
public static class FirstSlice
{
    private const int calibrationSteps = 24;

    /// <summary>Runs it.</summary>
    /// <param name="settings">How large.</param>
    /// <param name="say">Takes a line about what is done next.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public static SliceResult Run(SliceSettings settings, Action<string> say, CancellationToken cancellation = default)
    {
        manual_seed(settings.Seed);
        var task = MiniSuite.Load(settings.Suite).Tasks[settings.Task];
        say($"task: {task.Sentence}");
        var parts = SliceSamples.Collect(task, settings, cancellation);

        var config = OftConfig.Tiny with { Robot = MiniRobot.Spec };
        // Nothing is cropped in training, so nothing is cropped when acting.
        var encoder = new ObservationEncoder(config, TinyTokenizer.Instance, SamplePart.Statistics(parts, config.Robot)) { CenterCrop = false };
        using var model = new OftModel(config);
        using var where = new TargetOffsets(config.Backbone.Language.Width);
        var objective = OftObjective.Of(model, where);
        var compute = EngineReport.Here.Bfloat16Pays ? ScalarType.BFloat16 : ScalarType.Float32;
        var parameters = model.parameters().Sum(parameter => parameter.numel());
        int[] frames = [.. parts.Select(part => part.Set.Episodes.Sum())];
        var (demonstrations, clips) = (frames[0], frames.Length > 1 ? frames[1] : 0);
        say($"{parameters:N0} parameters, {demonstrations:N0} frames of demonstrations and {clips:N0} of clips, computing in {compute}");

        using var batches = new BatchLoader<OftBatch>(new SampleStream(parts, (ulong)settings.Seed), settings.Batch, new OftBatchMaker(encoder, (ulong)settings.Seed, augment: false).Make);
        var (curve, seconds) = Train(settings, objective, batches, compute, cancellation);
        model.eval();
        var (rate, errors, film) = Evaluate(settings, task, new SlicePolicy(model, encoder, compute), cancellation);
        return new SliceResult(task.Sentence, demonstrations, clips, parameters, curve, seconds, rate, errors, film.Frames, film.Caption, compute.ToString());
    }

    private static (List<StepReport> Curve, double Seconds) Train(SliceSettings settings, OftObjective objective, BatchLoader<OftBatch> batches, ScalarType compute, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var steps = settings.Steps ?? StepsWithin(settings, objective, batches, compute);
        using var trainer = new Trainer<OftBatch>(Options(steps, compute), objective);
        using var progress = new ProgressLine("train", steps);
        var curve = new List<StepReport>(steps);
        while (trainer.Step < steps)
        {
            cancellation.ThrowIfCancellationRequested();
            curve.Add(trainer.Take(batches.Next));
            progress.Report(trainer.Step, $"action L1 {curve[^1].Part("loss_value"):0.000}, object error {curve[^1].Part(TargetOffsets.ObjectError):0.0} cm");
        }
        return (curve, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static TrainerOptions Options(int steps, ScalarType compute) => new()
    {
        Steps = steps,
        LearningRate = new LearningRate { Base = 1e-3, WarmupSteps = Math.Min(50, steps), Decay = DecayShape.Cosine, DecaySteps = steps },
        Beta2 = 0.95,
        ClipNorm = 1,
        Compute = compute,
    };

    // A few real steps tell how many fit the minutes, so that the cosine ends where the time ends.
    private static int StepsWithin(SliceSettings settings, OftObjective objective, BatchLoader<OftBatch> batches, ScalarType compute)
    {
        var began = Stopwatch.GetTimestamp();
        using var trial = new Trainer<OftBatch>(Options(calibrationSteps, compute), objective);
        // The first half warms up: memory is taken, kernels are made.
        var seconds = Enumerable.Range(0, calibrationSteps).Select(_ => trial.Take(batches.Next).Seconds).ToList()[(calibrationSteps / 2)..].Average();
        var left = 60 * settings.Minutes - Stopwatch.GetElapsedTime(began).TotalSeconds;
        return Math.Max(1, (int)(left / seconds));
    }

    private static (SuccessRate? Rate, int Errors, (IReadOnlyList<byte[]> Frames, string Caption) Film) Evaluate(SliceSettings settings, MiniTask task, IPolicy policy, CancellationToken cancellation)
    {
        using var world = task.CreateWorld();
        using var progress = new ProgressLine("episodes", settings.Episodes);
        var runner = new EpisodeRunner(EpisodeSettings.Plain);
        var (successes, trials, errors) = (0, 0, 0);
        (IReadOnlyList<byte[]> Frames, string Caption) film = ([], "");
        for (var episode = 0; episode < settings.Episodes; episode++)
        {
            var recorder = film.Caption.StartsWith("Success", StringComparison.Ordinal) ? null : new FilmRecorder(everyStep: false, (_, _) => { });
            var result = runner.Run(world, policy, episode % MiniTask.InitialStates, (ulong)settings.Seed, recorder, cancellation);
            if (result.Outcome == EpisodeOutcome.Error) errors++;
            else trials++;
            if (result.Success) successes++;
            // The first success makes the better film; without one, the first episode has to do.
            if (recorder is not null && (result.Success || film.Frames.Count == 0))
                film = ([.. recorder.Frames.Select(frame => Png.Encode(frame.Rgb.Span, frame.Width, frame.Height))], $"{result.Outcome} from initial state {episode} in {result.Steps} steps, one frame each time the policy was asked and the last, agent view.");
            progress.Report(episode + 1, $"{successes} of {trials}");
        }
        return (trials > 0 ? new SuccessRate(successes, trials) : null, errors, film);
    }
}
