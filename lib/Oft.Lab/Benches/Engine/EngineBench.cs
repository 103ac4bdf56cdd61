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
        var operators = Compare(EngineCases.Operators(), python, slice, context.Long ? 300 : 100, context);
        var steps = Compare(EngineCases.TrainingSteps(), python, 10 * slice, context.Long ? 200 : 40, context);
        return
        [
            .. operators,
            new("operators, geometric mean", Math.Exp(operators.Average(figure => Math.Log(figure.Value))), "x Python", Better.Lower, Bar: 1.0),
            new("operators, worst", operators.Max(figure => figure.Value), "x Python", Better.Lower, Bar: 1.2),
            .. steps.Select(figure => figure with { Bar = 1.0 }),
        ];
    }

    private static List<BenchFigure> Compare(IReadOnlyList<EngineCase> cases, PythonRival python, TimeSpan length, int rounds, BenchContext context)
    {
        var best = cases.ToDictionary(one => one, _ => (Engine: double.PositiveInfinity, Python: double.PositiveInfinity));
        for (var round = 0; round < rounds; round++)
            foreach (var one in cases)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var (engine, rival) = best[one];
                best[one] = (Math.Min(engine, one.Measure(length)), Math.Min(rival, python.Measure(one.Name, length)));
            }
        foreach (var (one, (engine, rival)) in best) context.Say($"{one.Name}: {engine:0} ns, Python {rival:0} ns");
        return [.. best.Select(pair => new BenchFigure(pair.Key.Name, pair.Value.Engine / pair.Value.Python, "x Python", Better.Lower))];
    }
}
