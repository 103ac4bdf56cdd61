using Oft.Model.Heads;
using Oft.Model.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Weights;

/// <summary>The same made-up observations for several models, to see how far their actions are apart.</summary>
/// <remarks>Pictures, states and prompts are drawn from a seed at the size the model reads, so no tokenizer and no statistics are needed; actions are normalised.</remarks>
internal sealed class ActionQuestions
{
    private readonly int count;
    private readonly float[] pixels;
    private readonly float[] proprio;
    private readonly float[] noise;
    private readonly List<IReadOnlyList<int>> prompts;

    public ActionQuestions(OftConfig config, int count, int seed = 20)
    {
        this.count = count;
        var random = new Random(seed);
        var (size, language) = (config.Backbone.ImageSize, config.Backbone.Language);
        float[] Drawn(int numbers) => [.. Enumerable.Range(0, numbers).Select(_ => (float)(2 * random.NextDouble() - 1))];
        pixels = Drawn(count * 6 * config.Views * size * size);
        proprio = Drawn(count * config.Robot.ProprioWidth);
        noise = Drawn(count * config.ActionSlots);
        // Words only: the last 256 ids are actions.
        prompts = [.. Enumerable.Range(0, count).Select(_ => (IReadOnlyList<int>)[language.StartId, .. Enumerable.Range(0, 12).Select(_ => random.Next(3, language.Vocabulary - 256))])];
    }

    /// <summary>[count · K · A] normalised actions.</summary>
    public double[] Ask(OftModel model)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (config, size) = (model.Config, model.Config.Backbone.ImageSize);
        var inputs = new ModelInputs(tensor(pixels, [count, 6 * config.Views, size, size]).to(model.Device), new PromptBatch(prompts), config.Proprio ? tensor(proprio, [count, config.Robot.ProprioWidth]).to(model.Device) : null);
        var tokens = new ActionTokenizer(config.Backbone.Language.Vocabulary);
        double[] Decoded(Tensor ids) => [.. ids.cpu().contiguous().data<long>().ToArray().Select(id => tokens.Decode((int)id))];
        double[] Said(Tensor actions) => [.. actions.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray().Select(x => (double)x)];
        return config.Head switch
        {
            ActionHead.L1Regression => Said(model.Actions(model.Reads(inputs))),
            ActionHead.Diffusion => Said(DiffusionSampler.Sample(model, inputs, tensor(noise, [count, config.ChunkLength, config.Robot.ActionWidth]).to(model.Device), config.DiffusionSteps)[^1].Next),
            ActionHead.Autoregressive => Decoded(model.Generate(inputs).Tokens),
            _ => Decoded(model.Logits(model.Reads(inputs)).argmax(-1)),
        };
    }

    /// <summary>Largest difference of two answers.</summary>
    public static double Furthest(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
