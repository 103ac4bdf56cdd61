using static TorchSharp.torch;

namespace Oft.Lab.Benches.Engine;

/// <summary>How long the engine's operators and training steps take beside Python's over the same libtorch.</summary>
/// <remarks>
/// Both sides run on one thread and take turns, case by case and round after round, so a busy moment of the machine meets both.
/// Counted is the processor time of the whole process, collector and compiler included: on one thread that is the time it takes,
/// without what other programs take from it. The best of all rounds counts, as a disturbance only ever makes a measurement longer.
/// </remarks>
public sealed class EngineBench : IBench
{
    private static readonly TimeSpan slice = TimeSpan.FromMilliseconds(3);

    /// <inheritdoc/>
    public string Name => "engine";

    /// <inheritdoc/>
    public string Question => "Does a tensor operator, or a training step, cost more from .NET than from Python?";

    /// <inheritdoc/>
    public IReadOnlyList<BenchFigure> Run(BenchContext context)
    {
        set_num_threads(1);
        using var python = new PythonRival(threads: 1);
        var operators = new Dictionary<string, (double Engine, double Python)>();
        var steps = new Dictionary<string, (double Engine, double Python)>();
        var spacers = new List<Tensor>();
        for (var set = 0; set < (context.Long ? 12 : 4); set++)
        {
            // Fresh tensors behind another gap in memory: no lucky or unlucky address decides.
            var gap = 1000 * set + 17;
            spacers.Add(empty(gap));
            python.Build(gap);
            Compare(EngineCases.Operators(), python, slice, rounds: 20, operators, context);
            Compare(EngineCases.TrainingSteps(), python, 10 * slice, rounds: 10, steps, context);
        }
        foreach (var (name, (engine, rival)) in operators.Concat(steps)) context.Say($"{name}: {engine:0} ns, Python {rival:0} ns");
        var ratios = operators.Select(pair => Figure(pair.Key, pair.Value, bar: null)).ToList();
        return
        [
            .. ratios,
            new("operators, geometric mean", Math.Exp(ratios.Average(figure => Math.Log(figure.Value))), "x Python", Better.Lower, Bar: 1.0),
            new("operators, worst", ratios.Max(figure => figure.Value), "x Python", Better.Lower, Bar: 1.2),
            .. steps.Select(pair => Figure(pair.Key, pair.Value, bar: 1.0)),
        ];
    }

    private static BenchFigure Figure(string name, (double Engine, double Python) best, double? bar) =>
        new(name, best.Engine / best.Python, "x Python", Better.Lower, bar);

    private static void Compare(IReadOnlyList<EngineCase> cases, PythonRival python, TimeSpan length, int rounds,
        Dictionary<string, (double Engine, double Python)> best, BenchContext context)
    {
        for (var round = 0; round < rounds; round++)
            foreach (var one in cases)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var (engine, rival) = best.GetValueOrDefault(one.Name, (double.PositiveInfinity, double.PositiveInfinity));
                best[one.Name] = (Math.Min(engine, one.Measure(length)), Math.Min(rival, python.Measure(one.Name, length)));
            }
    }
}
