using Oft.Contracts;
using Oft.Model;
using Oft.Model.Baselines;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using static TorchSharp.torch;

namespace Oft.Lab.Benches.Policies;

/// <summary>One policy whose answers are timed.</summary>
/// <param name="Table">The paper's table that has it, as its manifest is called; null where none has.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Robot">What it sees and moves.</param>
/// <param name="Make">Makes it in a precision.</param>
internal sealed record LatencyVariant(string? Table, string Row, RobotSpec Robot, Func<ScalarType, IBatchPolicy> Make)
{
    private const string Libero = "libero-efficiency", Aloha = "aloha-efficiency";

    /// <summary>Observations asked together.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Baselines are trained and run in single precision.</summary>
    public bool SinglePrecision { get; init; }

    /// <summary>What it computes in.</summary>
    public ScalarType Precision(ScalarType type) => SinglePrecision ? ScalarType.Float32 : type;

    /// <summary>Everything in Tables II and III that this house has.</summary>
    public static IReadOnlyList<LatencyVariant> Paper { get; } =
    [
        Of(Libero, "OpenVLA (fine-tuned)", BenchPolicies.Autoregressive(RobotSpec.Libero)),
        Of(Libero, "OpenVLA + PD", BenchPolicies.OneView(ActionHead.ParallelStep)),
        Of(Libero, "OpenVLA + PD&AC", BenchPolicies.OneView(ActionHead.ParallelChunk)),
        Of(Libero, "OpenVLA + PD&AC, L1", BenchPolicies.OneView(ActionHead.L1Regression)),
        .. new[] { 50, 10, 5, 2, 1 }.Select(steps => Of(Libero, $"OpenVLA + PD&AC, diffusion, {steps} test step{(steps == 1 ? "" : "s")}", BenchPolicies.OneView(ActionHead.Diffusion) with { DiffusionSteps = steps })),
        Of(Libero, "OpenVLA-OFT", OftConfig.Tiny),
        Of(Aloha, "OpenVLA (fine-tuned)", BenchPolicies.Autoregressive(RobotSpec.Aloha)),
        Of(Aloha, "OpenVLA-OFT+", OftConfig.Tiny with { Robot = RobotSpec.Aloha, Film = true }),
        Of(Aloha, "Diffusion Policy", BaselineKind.DiffusionPolicy),
        Of(Aloha, "ACT", BaselineKind.Act),
    ];

    /// <summary>Chunk lengths, views and batches beyond the tables.</summary>
    public static IReadOnlyList<LatencyVariant> Sweep { get; } =
    [
        .. new[] { 1, 25 }.Select(length => Of(null, $"L1, chunk of {length}", OftConfig.Tiny with { Robot = RobotSpec.Libero with { ChunkLength = length } })),
        .. new[] { 1, 3 }.Select(views => Of(null, $"L1, {views} view(s)", OftConfig.Tiny with { Robot = RobotSpec.Libero with { Views = [.. RobotSpec.Aloha.Views.Take(views)] } })),
        .. new[] { 4, 8 }.Select(batch => Of(null, $"L1, batch of {batch}", OftConfig.Tiny) with { Batch = batch }),
    ];

    private static LatencyVariant Of(string? table, string row, OftConfig config) => new(table, row, config.Robot, type => BenchPolicies.Of(config, type));

    private static LatencyVariant Of(string table, string row, BaselineKind kind)
    {
        var config = new BaselineConfig { Kind = kind, Robot = RobotSpec.Aloha };
        return new(table, row, config.Robot, _ => new BaselinePolicy(Baseline.Of(config), new ObservationEncoder(config.Encoding, TinyTokenizer.Instance, RandomCheckpoint.UnitStatistics(config.Robot).Find(null)))) { SinglePrecision = true };
    }
}
