using Oft.Model;
using Oft.Model.Adapters;
using Oft.Training.Batches;
using Oft.Training.Checkpoints;
using Oft.Training.Objectives;
using Oft.Training.Runs;
using static TorchSharp.torch;

namespace Oft.Training.Tests.Runs;

[Collection(nameof(GlobalGenerator))]
public class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Dropout draws from libtorch's generator, so a state that was not put back would show.
    private static OftModel Model(int seed = 1)
    {
        manual_seed(seed);
        var model = new OftModel(SmallOft.Config());
        foreach (var (name, parameter) in model.named_parameters()) parameter.requires_grad = !name.StartsWith("language.", StringComparison.Ordinal);
        model.Attach(new LoraConfig { Rank = 2, Dropout = 0.2 });
        model.train();
        return model;
    }

    private RunSettings Settings(string run, int steps = 8, int every = 3, params IRunWatcher[] watchers) => new()
    {
        Folder = folder[run], Trainer = SmallOft.Options(steps), Conditions = new(ScalarType.Float32, get_num_threads()), CheckpointEvery = every, Watchers = watchers,
    };

    private static TrainingRun<OftBatch> Run(RunSettings settings, OftModel model, TrainingCheckpoint? from = null) => new(settings, OftObjective.Of(model), position => SmallOft.Batches(SmallOft.Config(), position), from);

    private static float[] Weights(OftModel model) => [.. model.parameters().SelectMany(parameter => parameter.detach().contiguous().data<float>().ToArray())];

    [Fact]
    public void A_run_continued_from_any_checkpoint_ends_bit_equal()
    {
        using var model = Model();
        using (var run = Run(Settings("calm"), model)) Assert.Equal(RunEnd.Finished, run.Go(TestContext.Current.CancellationToken));
        var expected = Weights(model);

        using var interrupted = Model();
        using var stop = new CancellationTokenSource();
        using (var run = Run(Settings("stormy", watchers: [new StopAt(5, stop)]), interrupted)) Assert.Equal(RunEnd.Interrupted, run.Go(stop.Token));
        using var again = Model(seed: 77);
        using (var run = Run(Settings("stormy"), again, TrainingCheckpoint.Newest(folder["stormy"])))
        {
            Assert.Equal(5, run.Step);
            Assert.Equal(RunEnd.Finished, run.Go(TestContext.Current.CancellationToken));
        }

        Assert.Equal(expected, Weights(again));
    }

    [Fact]
    public void Only_the_last_checkpoints_stay()
    {
        using var model = Model();
        using var run = Run(Settings("run", steps: 8, every: 2), model);
        run.Go(TestContext.Current.CancellationToken);
        Assert.Equal(["0000006", "0000008"], new CheckpointFolder(folder["run/checkpoints"]).All.Select(Path.GetFileName));
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_by_name_and_keeps_the_last_good_state()
    {
        using var model = Model();
        using var run = Run(Settings("run", watchers: [new Spoil(4, model)]), model);
        var stopped = Assert.Throws<TrainingStoppedException>(() => run.Go(TestContext.Current.CancellationToken));
        Assert.Contains("expected a finite loss", stopped.Message);
        Assert.Contains("0000003", stopped.Message);
        Assert.Equal(3, TrainingCheckpoint.Newest(folder["run"])!.Facts.Step);
    }

    [Fact]
    public void A_damaged_checkpoint_stops_by_name_and_names_the_last_good_one()
    {
        using (var model = Model())
        using (var run = Run(Settings("run", steps: 6), model)) run.Go(TestContext.Current.CancellationToken);
        var newest = Path.Combine(folder["run/checkpoints/0000006"], "state.safetensors");
        var bytes = File.ReadAllBytes(newest);
        bytes[^9] ^= 1;
        File.WriteAllBytes(newest, bytes);
        var stopped = Assert.Throws<TrainingStoppedException>(() => TrainingCheckpoint.Newest(folder["run"]));
        Assert.Contains("SHA-256", stopped.Message);
        Assert.Contains("0000003", stopped.Message);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_stops_by_name_and_keeps_the_last_good_one()
    {
        using var model = Model();
        // A file stands where the next checkpoint's folder would be made: the system refuses, as a full disk does.
        using var run = Run(Settings("run", watchers: [new Block(4, folder["run/checkpoints/0000006.unfinished"])]), model);
        var stopped = Assert.Throws<TrainingStoppedException>(() => run.Go(TestContext.Current.CancellationToken));
        Assert.Contains("could not be written", stopped.Message);
        Assert.Equal(3, TrainingCheckpoint.Newest(folder["run"])!.Facts.Step);
    }

    [Fact]
    public void Half_a_checkpoint_is_not_one()
    {
        using (var model = Model())
        using (var run = Run(Settings("run", steps: 3), model)) run.Go(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder["run/checkpoints/0000009.unfinished"]);
        Assert.Equal(3, TrainingCheckpoint.Newest(folder["run"])!.Facts.Step);
    }

    private abstract class Watcher : IRunWatcher
    {
        public void Begins(string folder, int step, int steps) { }

        public abstract void Stepped(StepReport report);

        public void Saved(string folder, int step) { }

        public void Dispose() { }
    }

    private sealed class StopAt(int step, CancellationTokenSource stop) : Watcher
    {
        public override void Stepped(StepReport report)
        {
            if (report.Step + 1 == step) stop.Cancel();
        }
    }

    private sealed class Spoil(int step, OftModel model) : Watcher
    {
        public override void Stepped(StepReport report)
        {
            if (report.Step + 1 != step) return;
            using var frozen = no_grad();
            model.Head!.parameters().First().fill_(float.NaN);
        }
    }

    private sealed class Block(int step, string path) : Watcher
    {
        public override void Stepped(StepReport report)
        {
            if (report.Step + 1 == step) File.WriteAllText(path, "");
        }
    }
}
