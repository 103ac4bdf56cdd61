using System.Text.Json;
using Oft.Lab.Verification.Models;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Weights;
using Oft.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Training;

/// <summary>What a case of the layout <c>training</c> says about its model, its start and its run. What it does not know is refused, never passed over.</summary>
/// <param name="Folder">The reference folder.</param>
/// <param name="Json">The case.</param>
internal sealed record TrainingFacts(VerifyFolder Folder, JsonElement Json)
{
    public string Name => Json.Text("name") ?? "(no name)";

    public string Series => Needed("file");

    public string Checkpoint => Needed("checkpoint");

    public int Steps => Number(Json, "steps");

    public int Accumulation => Number(Json, "accumulation");

    public int ActionWidth => Number(Json, "action_width");

    public int Chunk => Number(Json, "chunk");

    public int? ProprioWidth => Json.Member("proprio_width") is { ValueKind: JsonValueKind.Number } width ? width.GetInt32() : null;

    public ScalarType Dtype => ModelFacts.Precision(Json.Text("dtype"));

    public ActionHead Head => Json.Text("objective") switch
    {
        "l1" => ActionHead.L1Regression,
        "diffusion" => ActionHead.Diffusion,
        "tokens" => Chunk == 1 ? ActionHead.ParallelStep : ActionHead.ParallelChunk,
        var other => throw new VerifyException($"objective '{other}' is not known; known: l1, tokens, diffusion."),
    };

    /// <summary>Files of the batches, and which of them each micro-batch takes.</summary>
    public (IReadOnlyList<string> Files, IReadOnlyList<int> Order) Batches
    {
        get
        {
            var order = Member("batch_order");
            var values = Folder.Document(Text(order, "file")).Integers(Text(order, "series"));
            var files = Json.Texts("batches");
            if (values.Count < Steps * Accumulation) throw new VerifyException($"batch_order: expected {Steps * Accumulation} micro-batches, got {values.Count}.");
            if (values.Any(i => i < 0 || i >= files.Count)) throw new VerifyException($"batch_order: expected numbers below {files.Count}.");
            return (files, values);
        }
    }

    /// <summary>Noise and timesteps of every micro-batch of a diffusion run.</summary>
    public string Noise => Json.Member("diffusion")?.Text("noise") ?? throw new VerifyException("diffusion: no file of noise is named.");

    public IReadOnlyList<RunCheck> Checks => [.. Member("checks").EnumerateArray().Select(json => new RunCheck(this, json))];

    /// <summary>The model of the case: base weights from its folder, adapters on them, nothing else filled yet.</summary>
    public OftModel Load()
    {
        Known("mode", "fine-tune");
        Known("attention", "bidirectional");
        Known("rope_inv_freq", "float32");
        if (Json.Member("adapter") is not null) throw new VerifyException("adapter: expected none; a run that begins on another adapter is not known.");
        var model = CheckpointLoader.Begin(Folder[Checkpoint], Config, Dtype, CPU);
        foreach (var (_, parameter) in model.named_parameters().Where(named => UpstreamNames.IsBase(named.name))) parameter.requires_grad = false;
        model.Attach(Lora);
        model.train();
        return model;
    }

    public TrainerOptions Trainer
    {
        get
        {
            var optimizer = Member("optimizer");
            if (Text(optimizer, "name") != "AdamW") throw new VerifyException($"optimizer '{optimizer.Text("name")}' is not known; known: AdamW.");
            if (optimizer.Member("groups") is { } groups && groups.GetInt32() != 1) throw new VerifyException($"optimizer: expected one group, got {groups.GetInt32()}.");
            var betas = optimizer.Doubles("betas");
            return new TrainerOptions
            {
                Steps = Steps, Accumulation = Accumulation, Beta1 = betas[0], Beta2 = betas[1], Epsilon = Double(optimizer, "eps"), WeightDecay = Double(optimizer, "weight_decay"),
                ClipNorm = optimizer.Member("gradient_clipping") is { ValueKind: JsonValueKind.Number } clip ? clip.GetDouble() : null,
                LearningRate = Schedule(Double(optimizer, "lr")),
            };
        }
    }

    private OftConfig Config => new()
    {
        Robot = new()
        {
            Name = Name, Views = [.. Enumerable.Range(0, Number(Json, "views")).Select(i => $"view {i}")], ProprioWidth = ProprioWidth ?? 0, ActionWidth = ActionWidth, ChunkLength = Chunk, ControlRateHz = 20,
        },
        Backbone = PublishedConfig.Read(Folder[Checkpoint]).Backbone,
        Head = Head, Proprio = ProprioWidth is not null, Film = Json.Flag("film"), Lora = Lora,
        DiffusionTrainSteps = Json.Member("diffusion")?.Member("train_steps")?.GetInt32() ?? 50, DiffusionSteps = 1,
    };

    private LoraConfig Lora
    {
        get
        {
            var lora = Member("lora");
            var config = new LoraConfig
            {
                Rank = Number(lora, "rank"), Alpha = Double(lora, "alpha"), Dropout = lora.Member("dropout") is { } dropout ? dropout.GetDouble() : 0,
                Targets = lora.Text("targets") is "all-linear" ? null : lora.Texts("targets") is { Count: > 0 } names ? names : throw new VerifyException($"lora: targets {lora.Member("targets")} are not known; known: all-linear, or a list of names."),
            };
            return lora.Member("scaling") is { } scaling && Math.Abs(scaling.GetDouble() - config.Scaling) > 1e-12
                ? throw new VerifyException($"lora: a scaling of {scaling} is not alpha / rank = {config.Scaling}; other kinds of scaling are not known.")
                : config;
        }
    }

    private LearningRate Schedule(double rate)
    {
        if (Json.Member("schedule") is not { } schedule) return new() { Base = rate };
        if (Text(schedule, "name") != "MultiStepLR") throw new VerifyException($"schedule '{schedule.Text("name")}' is not known; known: MultiStepLR.");
        var milestones = schedule.Integers("milestones").Order().ToList();
        return new()
        {
            Base = rate, WarmupSteps = schedule.Member("warmup_steps") is { } warmup ? warmup.GetInt32() : 0,
            Decay = milestones.Count > 0 ? DecayShape.Step : DecayShape.None, DecaySteps = milestones.FirstOrDefault(), LaterDecays = [.. milestones.Skip(1)], DecayFactor = Double(schedule, "gamma"),
        };
    }

    private void Known(string member, string only)
    {
        if (Json.Text(member) is { } value && value != only) throw new VerifyException($"{member} '{value}' is not known; known: {only}.");
    }

    private JsonElement Member(string name) => Json.Member(name) ?? throw new VerifyException($"case '{Name}' has no {name}.");

    private string Needed(string member) => Text(Json, member);

    private string Text(JsonElement json, string member) => json.Text(member) ?? throw new VerifyException($"case '{Name}': no text '{member}'.");

    private double Double(JsonElement json, string member) => json.Member(member) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : throw new VerifyException($"case '{Name}': no number '{member}'.");

    private int Number(JsonElement json, string member) => json.Member(member) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : throw new VerifyException($"case '{Name}': no number '{member}'.");
}
