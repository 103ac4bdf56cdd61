using System.Globalization;
using System.Text;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Training;
using Oft.Training.Forecasts;
using Oft.Training.Objectives;
using Oft.Training.Recipes;
using Oft.Training.Runs;
using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Lab.Training;

/// <summary>What a recipe would do: what is trained, the memory it takes, the time of a step.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Parts">What is trained, the largest first.</param>
/// <param name="Parameters">All weights of the model.</param>
/// <param name="Memory">Forecast by what it is for.</param>
/// <param name="Compute">What matrix products would be computed in.</param>
/// <param name="Trained">Numbers of every trained weight.</param>
public sealed record TrainingPlan(Recipe Recipe, IReadOnlyList<TrainablePart> Parts, long Parameters, MemoryForecast Memory, ScalarType Compute, IReadOnlyList<long> Trained)
{
    private const int TimedSteps = 3;
    private static readonly int[] processCounts = [1, 2, 4, 8];

    /// <summary>Plans a recipe from names and shapes alone: nothing is loaded, whatever its size.</summary>
    public static TrainingPlan Of(Recipe recipe)
    {
        if (recipe.Checked().BaselineConfig is { } config)
        {
            using var baseline = Baseline.Of(config, Placement.Meta);
            return Of(recipe, baseline, MemoryForecast.Of(baseline, recipe.Batch), ScalarType.Float32);
        }
        using var model = RecipeModel.Sketch(recipe);
        var compute = recipe.Compute ?? (EngineReport.Here.Bfloat16Pays ? ScalarType.BFloat16 : ScalarType.Float32);
        return Of(recipe, model, MemoryForecast.Of(model, compute, recipe.Batch), compute);
    }

    private static TrainingPlan Of(Recipe recipe, nn.Module model, MemoryForecast memory, ScalarType compute) =>
        new(recipe, TrainablePart.Of([("model", model)]), model.parameters().Sum(parameter => parameter.numel()), memory, compute,
            [.. model.parameters().Where(parameter => parameter.requires_grad).Select(parameter => parameter.numel())]);

    /// <summary>Parts and memory as a table.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        var trained = Parts.Sum(part => part.Parameters);
        foreach (var part in Parts) text.AppendLine(CultureInfo.InvariantCulture, $"{part.Name,-36} {part.Parameters,15:N0}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"trained",-36} {trained,15:N0}  of {Parameters:N0} ({(double)trained / Parameters:0.00%})");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"memory, forecast for batches of {Recipe.Batch} in {Compute}{(Recipe.Recompute ? ", blocks recomputed" : "")}");
        foreach (var (name, bytes) in new[] { ("weights", Memory.Weights), ("gradients", Memory.Gradients), ("optimizer", Memory.Optimizer), ("activations", Memory.Activations), ("together", Memory.Total) })
            text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-34} {MemoryForecast.Text(bytes),15}");
        text.AppendLine();
        text.AppendLine("memory of each of several processes   samples a step      optimizer       together      optimizer shared       together");
        foreach (var count in processCounts.Where(count => count <= Trained.Count))
        {
            var (whole, shared) = (Memory.Among(Trained, count, false), Memory.Among(Trained, count, true));
            text.AppendLine(CultureInfo.InvariantCulture, $"  {count,-34} {count * Recipe.Batch * Recipe.Accumulation,15} {MemoryForecast.Text(whole.Optimizer),14} {MemoryForecast.Text(whole.Total),14} {MemoryForecast.Text(shared.Optimizer),21} {MemoryForecast.Text(shared.Total),14}");
        }
        return text.ToString();
    }

    /// <summary>Takes three steps and says what one takes and how long the whole run would; where it does not fit or something is missing, says that.</summary>
    /// <param name="say">Takes a line about what is done.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public string Time(Action<string> say, CancellationToken cancellation)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (Recipe.Device == "cpu" && Memory.Total > available) return $"time per step: not measured, because {MemoryForecast.Text(Memory.Total)} do not fit the {MemoryForecast.Text(available)} of this machine. Smaller batches with accumulation, recompute, and bfloat16 weights take less.";
        try
        {
            using var job = TrainingJob.Open(Recipe);
            var conditions = job.Conditions;
            using var trainer = new Trainer<Oft.Training.Batches.OftBatch>(Recipe.Trainer with { Compute = conditions.Compute }, job.Objective);
            using var batches = job.Batches(null);
            var reports = new List<StepReport>();
            // The first step takes memory and makes kernels, so it does not count.
            for (var i = 0; i <= TimedSteps; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                reports.Add(trainer.Take(batches.Next));
                say($"step {i}: loss {reports[^1].Loss.ToString("0.0000", CultureInfo.InvariantCulture)}, {reports[^1].Seconds.ToString("0.000", CultureInfo.InvariantCulture)} s");
            }
            var seconds = reports.Skip(1).Average(report => report.Seconds);
            return string.Create(CultureInfo.InvariantCulture, $"time per step: {seconds:0.000} s in {conditions.Compute} with {conditions.Threads} thread(s); {Recipe.Steps:N0} steps take about {TimeSpan.FromSeconds(seconds * Recipe.Steps):d\\.hh\\:mm\\:ss} (days.hours:minutes:seconds)");
        }
        catch (RecipeException missing)
        {
            return $"time per step: not measured: {missing.Message}";
        }
    }
}
