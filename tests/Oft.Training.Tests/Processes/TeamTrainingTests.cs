using Oft.Data.Sampling;
using Oft.Model;
using Oft.Training.Batches;
using Oft.Training.Checkpoints;
using Oft.Training.Objectives;
using Oft.Training.Processes;
using Oft.Training.Runs;
using static TorchSharp.torch;

namespace Oft.Training.Tests.Processes;

[Collection(nameof(GlobalGenerator))]
public class TeamTrainingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static OftModel Model()
    {
        manual_seed(1);
        var model = new OftModel(SmallOft.Config());
        model.train();
        return model;
    }

    private static BatchLoader<OftBatch> Batches(int size, ProcessTeam? team, SamplerPosition? from = null) => new(
        new SampleStream([SamplePart.ByWeight(SmallOft.Episodes(SmallOft.Robot))], seed: 5, shuffleBuffer: 8), size,
        new OftBatchMaker(SmallOft.Encoder(SmallOft.Config()), 5, augment: false).Make, from, share: team is null ? null : (team.Rank, team.Size));

    private static float[] Numbers(IEnumerable<Tensor?> tensors) => [.. tensors.SelectMany(one => one is null ? [] : one.detach().contiguous().data<float>().ToArray())];

    // The gradients of the first step, the losses of all, and the weights at the end.
    private static (float[] Gradients, double[] Losses, float[] Weights) Train(OftModel model, ProcessTeam? team, int batch, int accumulation, int steps)
    {
        using var trainer = new Trainer<OftBatch>(SmallOft.Options(steps) with { Accumulation = accumulation, ClipNorm = 1 }, OftObjective.Of(model), team);
        using var batches = Batches(batch, team);
        float[] gradients = [];
        var losses = new List<double>();
        for (var step = 0; step < steps; step++)
            losses.Add(trainer.Take(batches.Next, () =>
            {
                using var scope = NewDisposeScope();
                if (gradients.Length == 0) gradients = Numbers(model.parameters().Select(parameter => parameter.grad));
            }).Loss);
        return (gradients, [.. losses], Numbers(model.parameters()));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 1)]
    public void So_many_processes_equal_one_with_so_many_times_the_batch(int processes, int accumulation)
    {
        using var alone = Model();
        var models = Enumerable.Range(0, processes).Select(_ => Model()).ToList();

        var expected = Train(alone, null, 2 * processes, accumulation, steps: 3);
        var got = Together.Run(processes, team => Train(models[team.Rank], team, 2, accumulation, steps: 3));

        // float32 sums in another order: 1e-6 of the largest gradient, some roundings more for a mean of means.
        var largest = expected.Gradients.Max(Math.Abs);
        Assert.All(got, one => Assert.Equal(expected.Gradients.Length, one.Gradients.Length));
        Assert.InRange(got[0].Gradients.Zip(expected.Gradients, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-5 * largest);
        Assert.All(got[0].Losses.Zip(expected.Losses), pair => Assert.Equal(pair.Second, pair.First, 1e-3));
        Assert.All(got, one => Assert.Equal(got[0].Gradients, one.Gradients));
        Assert.All(got, one => Assert.Equal(got[0].Weights, one.Weights));
        models.ForEach(model => model.Dispose());
    }

    [Fact]
    public void A_shared_optimizer_moves_weights_to_the_same_bits_and_writes_the_same_checkpoint()
    {
        float[] Trained(string run, bool shares)
        {
            OftModel[] models = [Model(), Model(), Model()];
            Together.Run(3, team => Go(run, models[team.Rank], team, steps: 3), shares);
            var weights = Numbers(models[2].parameters());
            foreach (var model in models) model.Dispose();
            return weights;
        }

        Assert.Equal(Trained("whole", shares: false), Trained("shared", shares: true));
        var (whole, shared) = (TrainingCheckpoint.Newest(folder["whole"])!, TrainingCheckpoint.Newest(folder["shared"])!);
        Assert.Equal(whole.Facts.Sha256, shared.Facts.Sha256);
        Assert.Equal(whole.Facts.Ages.OrderBy(age => age.Key), shared.Facts.Ages.OrderBy(age => age.Key));
    }

    [Fact]
    public void A_run_goes_on_with_another_number_of_processes_at_the_next_sample()
    {
        OftModel[] models = [Model(), Model(), Model()];
        Together.Run(3, team => Go("run", models[team.Rank], team, steps: 3), shares: true);
        var middle = TrainingCheckpoint.Newest(folder["run"])!;
        Assert.Equal((3, 9L), (middle.Facts.Step, middle.Facts.Position.Delivered));

        OftModel[] others = [Model(), Model()];
        Together.Run(2, team => Go("run", others[team.Rank], team, steps: 5, middle));
        var end = TrainingCheckpoint.Newest(folder["run"])!;
        Assert.Equal((5, 13L), (end.Facts.Step, end.Facts.Position.Delivered));

        using var alone = Model();
        Assert.Equal(RunEnd.Finished, Go("run", alone, null, steps: 6, end));
        Assert.Equal(14, TrainingCheckpoint.Newest(folder["run"])!.Facts.Position.Delivered);
        foreach (var model in (OftModel[])[.. models, .. others]) model.Dispose();
    }

    [Fact]
    public void A_stop_that_one_is_asked_for_stops_all_at_the_same_step()
    {
        OftModel[] models = [Model(), Model()];
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var ends = Together.Run(2, team => Go("run", models[team.Rank], team, steps: 3, stop: team.Rank == 1 ? stop.Token : default));
        Assert.All(ends, end => Assert.Equal(RunEnd.Interrupted, end));
        Assert.Equal(0, TrainingCheckpoint.Newest(folder["run"])!.Facts.Step);
        foreach (var model in models) model.Dispose();
    }

    [Fact]
    public void A_loss_that_is_not_a_number_in_one_process_stops_all_with_its_name()
    {
        OftModel[] models = [Model(), Model()];
        var (_, errors) = Together.Try(2, team =>
        {
            // Weights are aligned at the start, so it is spoiled by a watcher's place in time: the loss itself.
            var objective = OftObjective.Of(models[team.Rank]);
            using var run = new TrainingRun<OftBatch>(Settings("run", 3, team), new Spoiled(objective, team.Rank == 1), position => Batches(2, team, position));
            return run.Go(TestContext.Current.CancellationToken);
        });
        Assert.Contains("expected a finite loss", errors[1]!.Message);
        Assert.Matches(@"^rank 1 \(.+\): step 0: expected a finite loss, got NaN", errors[0]!.Message);
        foreach (var model in models) model.Dispose();
    }

    private RunSettings Settings(string run, int steps, ProcessTeam? team) => new()
    {
        Folder = folder[run], Trainer = SmallOft.Options(steps), Conditions = new(ScalarType.Float32, get_num_threads()), CheckpointEvery = 2, Keep = 5, Team = team,
    };

    private RunEnd Go(string folder, OftModel model, ProcessTeam? team, int steps, TrainingCheckpoint? from = null, CancellationToken stop = default)
    {
        using var run = new TrainingRun<OftBatch>(Settings(folder, steps, team), OftObjective.Of(model), position => Batches(2, team, position), from);
        return run.Go(stop);
    }

    private sealed class Spoiled(IObjective<OftBatch> inner, bool isSpoiled) : IObjective<OftBatch>
    {
        public IReadOnlyList<(string Part, nn.Module Module)> Parts => inner.Parts;

        public Loss Loss(OftBatch batch) => isSpoiled ? inner.Loss(batch) with { Value = tensor(float.NaN) } : inner.Loss(batch);
    }
}
