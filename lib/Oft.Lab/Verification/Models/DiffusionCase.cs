using Oft.Model;
using Oft.Model.Heads;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>A DDIM run: end to end, and step by step from what was recorded.</summary>
internal sealed class DiffusionCase(ModelFacts facts)
{
    public void Check(List<RecordedCheck> checks, CaseReport report)
    {
        using var model = facts.Load(facts.Dtype);
        var inputs = RecordedInputs.Acting(facts.Folder, facts);
        var schedule = new DiffusionSchedule(facts.TrainSteps);
        var timesteps = schedule.Timesteps(facts.Steps);
        var start = checks[0].Recorded(facts.Json.GetProperty("diffusion").Text("initial_noise")!);

        var own = new OwnValues();
        own.Listen(model, () => DiffusionSampler.Sample(model, inputs, start, facts.Steps));
        var way = ModelFacts.Acting(model, () => DiffusionSampler.Sample(model, inputs, start, facts.Steps));
        own["timesteps"] = tensor(timesteps.Select(t => (long)t).ToArray());
        own["time_encoding"] = TimestepEncoding.Encode(timesteps, model.Config.Backbone.Language.Width, CPU);
        own["noise_pred"] = Rows(way.Select(step => step.Noise));
        own["pred_original_sample"] = Rows(way.Select(step => step.Clean));
        own["x_out"] = Rows(way.Select(step => step.Next));
        own["normalized_actions_f64"] = way[^1].Next[0].to(ScalarType.Float32).to(ScalarType.Float64);

        var fed = checks.FirstOrDefault(check => check.IsGiven("x_out") && check.IsGiven("initial_noise"));
        var (stepwise, arithmetic) = fed is null ? (own, own) : (FromRecorded(model, inputs, fed, timesteps), Steps(schedule, fed, timesteps, checks));
        foreach (var check in checks)
            check.Compare(check.Value == "actions_f64" ? Unnormalization.Of(facts.Folder, facts, check.Given("normalized_actions_f64"))
                : check.IsGiven("noise_pred") ? arithmetic.Get(check.Value)
                : check.IsGiven("x_out") || check.IsGiven("initial_noise") ? stepwise.Get(check.Value, check.Step)
                : own.Get(check.Value, check.Step), report);
    }

    // Every step from its recorded input.
    private OwnValues FromRecorded(OftModel model, ModelInputs inputs, RecordedCheck fed, int[] timesteps)
    {
        var seen = inputs with { Patches = model.See(inputs) };
        var x = Inputs(fed);
        var own = new OwnValues();
        own["noise_pred"] = own.Listen(model, () => Rows(timesteps.Select((t, i) => DiffusionSampler.Predict(model, seen, x[i], t))));
        return own;
    }

    // The scheduler alone, from recorded inputs and recorded noise.
    private OwnValues Steps(DiffusionSchedule schedule, RecordedCheck fed, int[] timesteps, List<RecordedCheck> checks)
    {
        var own = new OwnValues();
        if (checks.FirstOrDefault(check => check.IsGiven("noise_pred")) is not { } recorded) return own;
        var (x, noise) = (Inputs(fed), recorded.Given("noise_pred"));
        var steps = timesteps.Select((t, i) => schedule.Step(x[i], noise.narrow(0, i, 1), t, facts.Steps)).ToList();
        own["x_out"] = Rows(steps.Select(step => step.Next));
        own["pred_original_sample"] = Rows(steps.Select(step => step.Clean));
        return own;
    }

    // Step 0 starts from the noise, step i from where step i-1 led.
    private static List<Tensor> Inputs(RecordedCheck fed)
    {
        var (start, after) = (fed.Given("initial_noise"), fed.Given("x_out"));
        return [start, .. Enumerable.Range(0, (int)after.shape[0] - 1).Select(i => after.narrow(0, i, 1))];
    }

    private static Tensor Rows(IEnumerable<Tensor> steps) => cat([.. steps], 0);
}
