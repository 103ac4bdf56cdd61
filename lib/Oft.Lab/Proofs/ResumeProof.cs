using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Data.Plain;
using Oft.Lab.Training;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Training;
using Oft.Training.Recipes;
using Oft.Training.Runs;
using static TorchSharp.torch;

namespace Oft.Lab.Proofs;

/// <summary><c>oft prove resume</c>: a training that is killed at random moments and continued ends with the bits of an undisturbed one.</summary>
/// <remarks>
/// The model is very small, but everything that a run carries is in it: adapters with dropout on a base, random crops, accumulation, clipping,
/// a schedule, a shuffled stream. What is compared is the last checkpoint: weights, both of AdamW's averages and libtorch's generator.
/// </remarks>
/// <param name="program">The <c>oft</c> assembly, started anew after every kill.</param>
public sealed class ResumeProof(string program) : IProof
{
    private const int StepsAKill = 10;
    private static readonly RobotSpec robot = new() { Name = "very_small", Views = ["front"], ProprioWidth = 3, ActionWidth = 4, ChunkLength = 3, ControlRateHz = 10 };

    /// <inheritdoc/>
    public string Name => "resume";

    /// <inheritdoc/>
    public string Claim => "After kill -9 at random moments a continued training ends with the same bits as an undisturbed one: weights, optimizer and generator.";

    /// <inheritdoc/>
    public ProofResult Run(ProofContext context)
    {
        var kills = (int)(context.Size ?? 20);
        var steps = kills * StepsAKill;
        var folder = Directory.CreateTempSubdirectory("oft-prove-resume-").FullName;
        try
        {
            var recipe = Prepare(folder, steps, context);
            context.Say($"{steps} steps undisturbed");
            Finish(recipe, Path.Combine(folder, "calm"), null, context.Cancellation);
            var (random, torn) = (new Random(kills), 0);
            var stormy = Path.Combine(folder, "stormy");
            foreach (var step in Enumerable.Range(0, kills).Select(_ => random.Next(steps)).Order().ToList())
            {
                Finish(recipe, stormy, (step, TimeSpan.FromMilliseconds(60 * random.NextDouble())), context.Cancellation);
                if (Directory.Exists(Path.Combine(stormy, "checkpoints")) && Directory.GetDirectories(Path.Combine(stormy, "checkpoints"), "*.unfinished").Length > 0) torn++;
                context.Say($"killed in step {step}");
            }
            Finish(recipe, stormy, null, context.Cancellation);
            var (one, other) = (Hash(folder, "calm", steps), Hash(folder, "stormy", steps));
            var logs = Timeless(Path.Combine(folder, "calm")).SequenceEqual(Timeless(stormy));
            return new ProofResult(one == other && logs, $"{steps} steps, {kills} kills", new JsonObject
            {
                ["kills"] = kills, ["kills_that_left_half_a_checkpoint"] = torn, ["final_state_sha256_undisturbed"] = one, ["final_state_sha256_killed"] = other, ["losses_equal_at_every_step"] = logs,
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Made-up demonstrations, and a base of two steps for adapters to stand on.
    private static string Prepare(string folder, int steps, ProofContext context)
    {
        using (var sink = new PlainEpisodeSink(Path.Combine(folder, "demos")))
            for (var i = 0; i < 6; i++) sink.Write(MadeUp((ulong)i));
        var start = new Recipe
        {
            Backbone = new()
            {
                Dino = new() { Width = 16, Depth = 2, Heads = 2, MlpHidden = 32, ImageSize = 28, ClassToken = true, Registers = 2, LayerScale = true, TimmId = "oft_very_small_patch14_reg4_dinov2" },
                Siglip = new() { Width = 16, Depth = 2, Heads = 2, MlpHidden = 32, ImageSize = 28, TimmId = "oft_very_small_patch14_siglip" },
                Language = new() { Width = 24, Layers = 2, Heads = 2, MlpHidden = 32, VocabularyRows = 1088, PadId = 1024 },
            },
            Robot = robot, Data = [new() { Folder = Path.Combine(folder, "demos") }], Lora = null, Steps = 2, Batch = 2, Compute = ScalarType.Float32,
        };
        new TrainingSession(start, Path.Combine(folder, "base")).Run(resume: false, checkpoint: null, context.Say, [], context.Cancellation);
        var path = Path.Combine(folder, "recipe.json");
        (start with
        {
            Base = Path.Combine(folder, "base", "policy"), Backbone = null, Lora = new LoraConfig { Rank = 2, Dropout = 0.1 }, Steps = steps, Accumulation = 2, ClipNorm = 1, CheckpointEvery = 3, ShuffleBuffer = 16,
            LearningRate = new() { Base = 1e-3, Decay = DecayShape.Cosine, DecaySteps = steps },
        }).Write(path);
        return path;
    }

    private static Episode MadeUp(ulong seed)
    {
        var random = new Random((int)seed);
        double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
        return new("made up", robot, seed, [.. Enumerable.Range(0, 8).Select(_ =>
        {
            var pixels = new byte[28 * 28 * 3];
            random.NextBytes(pixels);
            return new EpisodeStep(new Observation([new CameraImage("front", 28, 28, pixels)], Numbers(robot.ProprioWidth), seed % 2 == 0 ? "lift the cup" : "push the red block"), Numbers(robot.ActionWidth));
        })], EpisodeOutcome.Success);
    }

    // Runs to the end, or kills so long after the log shows a step.
    private void Finish(string recipe, string run, (int Step, TimeSpan Later)? kill, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, "train", recipe, "--resume", "--out", run]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var (said, shown) = (child.StandardError.ReadToEndAsync(cancellation), child.StandardOutput.ReadToEndAsync(cancellation));
        using var end = cancellation.Register(child.Kill);
        Stopwatch? since = null;
        while (!child.WaitForExit(TimeSpan.FromMilliseconds(2)))
        {
            if (kill is not var (step, later)) continue;
            if (since is null && Lines(run) > step) since = Stopwatch.StartNew();
            if (since is null || since.Elapsed < later) continue;
            child.Kill();                                                       // SIGKILL: nothing is flushed, nobody says goodbye
            child.WaitForExit();
            return;
        }
        cancellation.ThrowIfCancellationRequested();
        if (child.ExitCode != 0) throw new InvalidOperationException($"oft train ended with {child.ExitCode}: {said.Result.Trim()} {shown.Result.Trim()}");
    }

    private static int Lines(string run) => Path.Combine(run, RunLog.Name) is var path && File.Exists(path) ? File.ReadLines(path).Count() : 0;

    private static string Hash(string folder, string run, int steps) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, run, "checkpoints", $"{steps:D7}", "state.safetensors"))));

    private static List<(int, double)> Timeless(string run) => [.. RunLog.Read(Path.Combine(run, RunLog.Name)).Select(line => (line.GetProperty("step").GetInt32(), line.GetProperty("loss").GetDouble()))];
}
