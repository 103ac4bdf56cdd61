using System.Text.Json;
using Oft.Formats.Safetensors;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>A base model with a PEFT adapter: beside, merged in either precision, and against the published merge.</summary>
internal sealed class MergeCase(VerifyFolder folder, ModelFacts facts)
{
    public void Check(List<RecordedCheck> checks, CaseReport report)
    {
        foreach (var run in facts.Json.GetProperty("runs").EnumerateArray())
        {
            var prefix = run.Text("prefix")!;
            var mine = checks.Where(check => check.Run == prefix).ToList();
            if (mine.Count > 0) Run(run, mine, report);
        }
        foreach (var group in checks.Where(check => check.Value == "merged_weight").GroupBy(check => check.Json.Text("merge_dtype")))
            Weights(ModelFacts.Precision(group.Key), [.. group], report);
        if (facts.Json.Member("merged_checkpoint") is { } published) Published(published, report);
        foreach (var check in checks.Where(check => check.Run is null && check.Value != "merged_weight")) throw new VerifyException($"check '{check.Tensor}' names no run.");
    }

    private void Run(JsonElement run, List<RecordedCheck> checks, CaseReport report)
    {
        using var model = Prepared(run.Text("lora") ?? "none", ModelFacts.Precision(run.Text("dtype")));
        var own = new OwnValues();
        own.Listen(model, () =>
        {
            var outputs = model.call(RecordedInputs.Acting(folder, facts));
            own["logits"] = model.Logits(outputs)[0];
            own["token_ids"] = model.Logits(outputs)[0].argmax(-1);
            own["normalized_actions_f64"] = model.Actions(outputs)[0].to(ScalarType.Float32).to(ScalarType.Float64);
            return outputs;
        });
        foreach (var check in checks) check.Compare(own.Get(check.Value, check.Step), report);
    }

    // The base with its adapter: none, unmerged, or merged-DTYPE before the cast to the forward's precision.
    private OftModel Prepared(string lora, ScalarType dtype)
    {
        var model = facts.Load(ScalarType.BFloat16);
        if (lora != "none") AdapterFolder.Open(folder[Adapter]).AttachTo(model);
        if (lora.StartsWith("merged-", StringComparison.Ordinal))
        {
            var merged = ModelFacts.Precision(lora["merged-".Length..]);
            if (merged != model.Dtype) model.to(merged);
            model.MergeAndForget();
        }
        else if (lora is not ("none" or "unmerged")) throw new VerifyException($"lora '{lora}' is not known; known: none, unmerged, merged-DTYPE.");
        if (dtype != model.Dtype) model.to(dtype);
        return model;
    }

    private void Weights(ScalarType dtype, List<RecordedCheck> checks, CaseReport report)
    {
        using var model = Prepared($"merged-{(dtype == ScalarType.Float32 ? "float32" : "bfloat16")}", dtype);
        var weights = Named(model);
        foreach (var check in checks) check.Compare(weights[check.Json.Text("parameter")!], report);
    }

    private void Published(JsonElement published, CaseReport report)
    {
        var dtype = ModelFacts.Precision(published.Text("merge_dtype"));
        using var model = Prepared($"merged-{published.Text("merge_dtype")}", dtype);
        using var shards = ShardedSafetensors.Open(folder[published.Text("folder")!]);
        var tolerance = folder.Json.GetProperty("tolerances").GetProperty("bf16-merge").GetProperty("tol").GetDouble();
        var weights = Named(model);
        report.That("names of the merged checkpoint", weights.Keys.Order().SequenceEqual(shards.Tensors.Keys.Order()), "the merged model has other weights than the published folder");
        var worst = weights.Max(weight =>
        {
            var (own, theirs) = (weight.Value.to(ScalarType.Float64), shards.Tensor(weight.Key).to(ScalarType.Float64));
            return ((own - theirs).norm() / theirs.norm()).item<double>();
        });
        report.Within("merged checkpoint", worst, tolerance);
    }

    private string Adapter => facts.Json.Text("adapter") ?? throw new VerifyException($"case '{facts.Name}' has no adapter.");

    private static Dictionary<string, Tensor> Named(OftModel model)
        => model.named_parameters().Where(named => UpstreamNames.IsBase(named.name)).ToDictionary(named => UpstreamNames.Merged(named.name), named => named.parameter.detach());
}
