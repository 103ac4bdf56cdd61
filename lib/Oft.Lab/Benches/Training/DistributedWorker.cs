using System.Globalization;
using Oft.Data.Sampling;
using Oft.Model;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;
using Oft.Training;
using Oft.Training.Batches;
using Oft.Training.Objectives;
using Oft.Training.Processes;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Training;

/// <summary>One process of <see cref="DistributedBench"/>: trains the tiny policy for some steps, alone or among others, and writes what a step took.</summary>
public static class DistributedWorker
{
    /// <summary>The first word that makes this program a worker; the file of its answer follows.</summary>
    public const string Argument = "distributed-worker";

    /// <summary>Samples of a step, in every process.</summary>
    internal const int Batch = 16;

    // .NET compiles what is called often a second time while the first dozen steps run: a process alone has a core to spare for it, two have none.
    private const int WarmUp = 15, Steps = 15;

    /// <summary>Trains, and writes the median of the steps' seconds where this is the first process.</summary>
    public static int Serve(string answer)
    {
        using var team = ProcessPlace.FromEnvironment() is { } place ? ProcessTeam.Join(place) : null;
        manual_seed(1);
        var samples = MadeUpSamples.Of(4 * Batch);
        var config = OftConfig.Tiny with { Robot = MiniRobot.Spec };
        using var model = new OftModel(config);
        using var trainer = new Trainer<OftBatch>(new() { Steps = WarmUp + Steps, LearningRate = new() { Base = 1e-3 }, ClipNorm = 1 }, OftObjective.Of(model), team);
        using var batches = new BatchLoader<OftBatch>(new SampleStream([new(new ClipSet("made up", samples), 1)], 1), Batch,
            new OftBatchMaker(new ObservationEncoder(config, TinyTokenizer.Instance, MadeUpSamples.Statistics(samples)), 1, augment: false).Make, share: team is null ? null : (team.Rank, team.Size));
        // A loop, as .NET's Skip over a Select does not call for what is skipped.
        for (var step = 0; step < WarmUp; step++) trainer.Take(batches.Next);
        var seconds = Enumerable.Range(0, Steps).Select(_ => trainer.Take(batches.Next).Seconds).Order().ToList();
        if (team is not { Rank: > 0 }) File.WriteAllText(answer, seconds[Steps / 2].ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }
}
