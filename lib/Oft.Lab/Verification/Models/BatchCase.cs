using Oft.Model;
using Oft.Model.Heads;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>A padded training batch: the forward pass, the loss and the metrics of the fine-tuning script.</summary>
internal sealed class BatchCase(VerifyFolder folder, ModelFacts facts)
{
    public void Check(List<RecordedCheck> checks, CaseReport report)
    {
        using var model = facts.Load(facts.Dtype);
        var inputs = RecordedInputs.Training(folder, facts);
        var file = folder.Tensors(facts.Input);
        var (actions, labels) = (file.Tensor("actions"), file.Tensor("labels").narrow(1, 1, file.Tensor("labels").shape[1] - 1));
        var own = new OwnValues();
        if (facts.Head is ActionHead.Diffusion) inputs = AddNoise(checks, own, inputs, actions, model);

        var outputs = own.Listen(model, () =>
        {
            var ran = model.call(inputs);
            if (model.Head is not null) own[facts.Head is ActionHead.Diffusion ? "noise_pred" : "normalized_actions_f64"] = model.Actions(ran);
            return ran;
        });
        own.AddLayout(model, outputs, facts.Dtype);
        if (model.Config.Film) own.AddFilm(model, inputs);

        var logits = model.Language.Logits(Text(outputs));                                            // [B, M - 1, vocabulary]
        own["text_logits_argmax"] = logits.argmax(-1);
        own["text_logits_logsumexp"] = logits.logsumexp(-1);
        own["text_logits_at_label_or_0"] = logits.gather(-1, labels.clamp(min: 0).unsqueeze(-1)).squeeze(-1);
        AddLoss(own, model, outputs, logits, labels, actions, inputs, checks);
        foreach (var check in checks) check.Compare(own.Get(check.Value, check.Step), report);
    }

    // Positions [inserted:-1]: each says what comes next in the text.
    private static Tensor Text(ModelOutputs outputs)
    {
        var inserted = outputs.Layouts[0].Inserted;
        return outputs.Hidden.narrow(1, inserted, outputs.Hidden.shape[1] - 1 - inserted);
    }

    private ModelInputs AddNoise(List<RecordedCheck> checks, OwnValues own, ModelInputs inputs, Tensor actions, OftModel model)
    {
        var names = facts.Json.GetProperty("diffusion");
        var steps = checks[0].Recorded(names.Text("train_timesteps")!).data<long>().ToArray().Select(t => (int)t).ToArray();
        var noise = checks[0].Recorded(names.Text("train_noise")!);
        var noisy = new DiffusionSchedule(facts.TrainSteps).AddNoise(actions, noise, steps);
        own["noisy_actions"] = noisy;
        own["time_encoding"] = TimestepEncoding.Encode(steps, model.Config.Backbone.Language.Width, CPU);
        return inputs with { NoisyActions = noisy, Timesteps = steps };
    }

    private void AddLoss(OwnValues own, OftModel model, ModelOutputs outputs, Tensor logits, Tensor labels, Tensor actions, ModelInputs inputs, List<RecordedCheck> checks)
    {
        switch (facts.Head)
        {
            case ActionHead.L1Regression:
                Errors(own, model.Actions(outputs), actions);
                Loss(own, (model.Actions(outputs) - actions).abs().mean());
                break;
            case ActionHead.Diffusion:
                var noise = checks[0].Recorded(facts.Json.GetProperty("diffusion").Text("train_noise")!);
                Loss(own, (model.Actions(outputs) - noise).square().mean());
                var start = checks[0].Recorded(facts.Json.GetProperty("diffusion").Text("initial_noise")!);
                Errors(own, DiffusionSampler.Sample(model, inputs with { NoisyActions = null, Timesteps = null }, start, facts.Steps)[^1].Next, actions);
                break;
            default:
                Loss(own, nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten()));
                Tokens(own, logits.argmax(-1), labels, model.Config.Backbone.Language.Vocabulary);
                break;
        }
    }

    private static void Loss(OwnValues own, Tensor loss)
    {
        own["loss"] = loss;
        own["metric.loss_value"] = loss;
    }

    private static void Errors(OwnValues own, Tensor predicted, Tensor actions)
    {
        var error = (predicted - actions).abs();                                                      // [B, K, A]
        own["metric.curr_action_l1_loss"] = error.narrow(1, 0, 1).mean();
        if (error.shape[1] > 1) own["metric.next_actions_l1_loss"] = error.narrow(1, 1, error.shape[1] - 1).mean();
    }

    private void Tokens(OwnValues own, Tensor predicted, Tensor labels, int vocabulary)
    {
        var tokens = new ActionTokenizer(vocabulary);
        var (current, next) = ActionMasks.Of(labels, facts.ActionWidth, tokens.BeginId);
        foreach (var (name, mask) in new[] { ("curr_action", current), ("next_actions", next) })
        {
            var (said, meant) = (predicted.masked_select(mask).data<long>().ToArray(), labels.masked_select(mask).data<long>().ToArray());
            if (said.Length == 0) continue;
            own[$"metric.{name}_accuracy"] = tensor(said.Zip(meant).Average(pair => pair.First == pair.Second ? 1.0 : 0.0));
            own[$"metric.{name}_l1_loss"] = tensor(said.Zip(meant).Average(pair => Math.Abs(tokens.Decode((int)pair.First) - tokens.Decode((int)pair.Second))));
        }
    }
}
