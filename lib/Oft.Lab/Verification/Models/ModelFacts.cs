using System.Text.Json;
using Oft.Contracts;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>What a case of the layout <c>model</c> says about its model and its inputs.</summary>
/// <param name="Folder">The reference folder.</param>
/// <param name="Json">The case.</param>
internal sealed record ModelFacts(VerifyFolder Folder, JsonElement Json)
{
    public string Name => Json.Text("name") ?? "(no name)";

    public string Mode => Json.Text("mode") ?? throw new VerifyException($"case '{Name}' has no mode.");

    public string File => Json.Text("file") ?? throw new VerifyException($"case '{Name}' has no file.");

    public string Input => Json.Text("input") ?? throw new VerifyException($"case '{Name}' has no input.");

    public string Checkpoint => Json.Text("checkpoint") ?? throw new VerifyException($"case '{Name}' has no checkpoint.");

    public string? Components => Json.Text("components");

    public bool Film => Json.Flag("film");

    public int? ProprioWidth => Json.Member("proprio_width") is { ValueKind: JsonValueKind.Number } width ? width.GetInt32() : null;

    public int ActionWidth => Number("action_width");

    public int Chunk => Number("chunk");

    public int Views => Number("views");

    public int TrainSteps => Json.Member("diffusion")?.Member("train_steps")?.GetInt32() ?? 50;

    public int Steps => Json.Member("diffusion")?.Member("steps")?.GetInt32() ?? TrainSteps;

    public ScalarType Dtype => Precision(Json.Text("dtype"));

    public ActionHead Head => (Mode, Json.Text("objective")) switch
    {
        ("autoregressive", _) => ActionHead.Autoregressive,
        ("parallel-discrete", _) or ("batch-loss", "tokens") => Chunk == 1 ? ActionHead.ParallelStep : ActionHead.ParallelChunk,
        ("l1", _) or ("lora-merge", _) or ("batch-loss", "l1") => ActionHead.L1Regression,
        ("diffusion", _) or ("batch-loss", "diffusion") => ActionHead.Diffusion,
        var (mode, objective) => throw new VerifyException($"case '{Name}': mode '{mode}' with objective '{objective}' is not known."),
    };

    public OftConfig Config => new()
    {
        Robot = new()
        {
            Name = Name, Views = [.. Enumerable.Range(0, Views).Select(i => $"view {i}")], ProprioWidth = ProprioWidth ?? 0,
            ActionWidth = ActionWidth, ChunkLength = Chunk, ControlRateHz = 20,
        },
        Backbone = PublishedConfig.Read(Folder[Checkpoint]).Backbone,
        Head = Head, Proprio = ProprioWidth is not null, Film = Film, Lora = null,
        DiffusionTrainSteps = TrainSteps, DiffusionSteps = Steps,
    };

    /// <summary>The model of the case, every weight from the folder. It computes every row, since the recording holds every row; see <see cref="Acting"/>.</summary>
    public OftModel Load(ScalarType dtype)
    {
        var model = CheckpointLoader.Load(Folder[Checkpoint], Config, new()
        {
            Dtype = dtype,
            Components = Components is null ? null : Folder[Components],
            FilmLora = Json.Member("film_lora") is { } lora ? new LoraConfig { Rank = lora.GetProperty("rank").GetInt32(), Alpha = lora.GetProperty("alpha").GetDouble() } : null,
        });
        model.Shortcuts = Shortcuts.All with { LastLayerRows = false };
        return model;
    }

    /// <summary>Runs a model as a policy does, with every shortcut: what comes out is compared with the recording too.</summary>
    public static T Acting<T>(OftModel model, Func<T> run)
    {
        var before = model.Shortcuts;
        model.Shortcuts = Shortcuts.All;
        try
        {
            return run();
        }
        finally
        {
            model.Shortcuts = before;
        }
    }

    public static ScalarType Precision(string? dtype) => dtype switch
    {
        "float32" => ScalarType.Float32,
        "bfloat16" => ScalarType.BFloat16,
        "float64" => ScalarType.Float64,
        _ => throw new VerifyException($"dtype '{dtype}' is not known; known: float32, bfloat16, float64."),
    };

    private int Number(string member) => Json.Member(member) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : throw new VerifyException($"case '{Name}' has no {member}.");
}
