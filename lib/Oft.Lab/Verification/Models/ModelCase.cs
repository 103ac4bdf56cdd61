using System.Text.Json;
using Oft.Model;
using Oft.Model.Adapters;
using Oft.Model.Heads;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>One case of the layout <c>model</c>: the runs it needs, and its checks against them.</summary>
internal sealed class ModelCase(VerifyFolder folder, ModelFacts facts, VerifyNeeds needs)
{
    /// <summary>Makes every check of the case.</summary>
    /// <param name="report">Takes the comparisons.</param>
    /// <param name="missing">Takes the reason of a check that lacks something outside.</param>
    public void Check(CaseReport report, Action<string> missing)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var checks = (facts.Json.Member("checks") ?? throw new VerifyException($"case '{facts.Name}' has no checks.")).EnumerateArray().Select(json => new RecordedCheck(folder, facts, json)).ToList();
        EveryTensorIsChecked(checks, report);
        switch (facts.Mode)
        {
            case "inputs": new InputCase(folder, facts, needs).Check(checks, report, missing); break;
            case "autoregressive": Autoregressive(checks, report); break;
            case "parallel-discrete": Parallel(checks, report); break;
            case "l1": Parallel(checks, report); break;
            case "diffusion": new DiffusionCase(facts).Check(checks, report); break;
            case "scheduler": Scheduler(checks, report); break;
            case "lora-merge": new MergeCase(folder, facts).Check(checks, report); break;
            case "batch-loss": new BatchCase(folder, facts).Check(checks, report); break;
            case "token-decode": TokenDecode(checks, report); break;
            default: throw new VerifyException($"mode '{facts.Mode}' is not known.");
        }
    }

    private void EveryTensorIsChecked(List<RecordedCheck> checks, CaseReport report)
    {
        var named = checks.SelectMany(check => check.Json.Texts("or").Prepend(check.Tensor)).ToHashSet();
        if (facts.Json.Member("not_checked") is { } excused)
            foreach (var member in excused.EnumerateObject()) named.Add(member.Name);
        foreach (var name in folder.Tensors(facts.File).Tensors.Keys.Where(name => !named.Contains(name)))
            if (!OtherCases(name)) report.Fail(name, "neither checked nor excused");
    }

    // A file shared by two cases is covered by both together.
    private bool OtherCases(string name) => folder.Json.GetProperty("cases").EnumerateArray()
        .Where(other => other.Text("file") == facts.File && other.Text("name") != facts.Name)
        .SelectMany(other => other.Member("checks") is { } checks ? checks.EnumerateArray() : default)
        .Any(check => check.Text("tensor") == name || check.Texts("or").Contains(name));

    private void Autoregressive(List<RecordedCheck> checks, CaseReport report)
    {
        using var model = facts.Load(facts.Dtype);
        var inputs = RecordedInputs.Acting(folder, facts);
        var tokens = new ActionTokenizer(model.Config.Backbone.Language.Vocabulary);
        var own = new OwnValues();
        var (_, states, cache) = own.Listen(model, () => model.Generate(inputs));
        own["hidden_final_last_position_per_step"] = states[0];
        own["past.layer0.key_final"] = cache.Keys(0);
        own["input_ids_used"] = tensor(inputs.Prompts[0].ToArray());
        own.AddTokens(model.Language.Logits(states)[0], tokens, facts.ActionWidth);
        own["token_ids"] = ModelFacts.Acting(model, () => model.Generate(inputs)).Tokens[0];
        foreach (var check in checks)
        {
            if (check.Value == "logits" && check.Json.Texts("given") is [var fed])
            {
                var forced = model.Generate(inputs, check.Recorded(fed).unsqueeze(0));
                check.Compare(model.Language.Logits(forced.States)[0], report);
            }
            else check.Compare(Arithmetic(check, tokens) ?? own.Get(check.Value, check.Step), report);
        }
    }

    private void Parallel(List<RecordedCheck> checks, CaseReport report)
    {
        using var model = facts.Load(facts.Dtype);
        var inputs = RecordedInputs.Acting(folder, facts);
        var tokens = new ActionTokenizer(model.Config.Backbone.Language.Vocabulary);
        var own = new OwnValues();
        own.Listen(model, () =>
        {
            var outputs = model.call(inputs);
            own.AddLayout(model, outputs, facts.Dtype);
            // Once with every tap open, so that the head's stages are seen.
            if (model.Head is not null) model.Actions(outputs);
            return outputs;
        });
        var reads = ModelFacts.Acting(model, () => model.Reads(inputs));
        if (model.Head is null) own.AddTokens(model.Logits(reads)[0], tokens, facts.ActionWidth);
        else own["normalized_actions_f64"] = model.Actions(reads)[0].to(ScalarType.Float32).to(ScalarType.Float64);
        if (model.Config.Film) own.AddFilm(model, inputs);
        foreach (var check in checks) check.Compare(Arithmetic(check, tokens) ?? own.Get(check.Value, check.Step), report);
    }

    private void Scheduler(List<RecordedCheck> checks, CaseReport report)
    {
        var schedule = new DiffusionSchedule(facts.TrainSteps);
        foreach (var check in checks)
            check.Compare(check.Value switch
            {
                "betas" => tensor(schedule.Betas.ToArray()),
                "alphas" => tensor(schedule.Alphas.ToArray()),
                "alphas_cumprod" => tensor(schedule.AlphaBars.ToArray()),
                "final_alpha_cumprod" => tensor(new[] { 1f }),
                _ => throw new VerifyException($"value '{check.Value}' is not known in mode scheduler."),
            }, report);
    }

    private void TokenDecode(List<RecordedCheck> checks, CaseReport report)
    {
        var tokens = new ActionTokenizer(facts.Json.GetProperty("vocabulary").GetInt32());
        foreach (var check in checks)
            check.Compare(check.Value switch
            {
                "values_f64" => Decoded(check.Given("token_ids"), tokens),
                "bins_f64" => tensor(ActionTokenizer.Edges.ToArray()),
                "bin_centers_f64" => tensor(ActionTokenizer.Centres.ToArray()),
                _ => throw new VerifyException($"value '{check.Value}' is not known in mode token-decode."),
            }, report);
    }

    // What follows from recorded numbers by arithmetic alone.
    private Tensor? Arithmetic(RecordedCheck check, ActionTokenizer tokens) => check.Value switch
    {
        "actions_f64" => Unnormalization.Of(folder, facts, check.Given("normalized_actions_f64")),
        "normalized_actions_f64" when check.IsGiven("token_ids") => Decoded(check.Given("token_ids"), tokens),
        _ => null,
    };

    private static Tensor Decoded(Tensor ids, ActionTokenizer tokens) => tensor(ids.data<long>().ToArray().Select(id => tokens.Decode((int)id)).ToArray());
}
