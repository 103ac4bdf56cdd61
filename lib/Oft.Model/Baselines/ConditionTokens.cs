using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Oft.Model.Baselines;

/// <summary>Everything a baseline acts on, as tokens: the sentence, the robot's own state, the places of its views.</summary>
/// <remarks>
/// A sentence is the mean of its pieces' learned vectors.
/// <para>Shapes: B samples, N prompt tokens, S proprio width, V·P places, W width, M = 1 + (1) + V·P.</para>
/// </remarks>
public sealed class ConditionTokens : Module<ModelInputs, Tensor>
{
    private readonly Parameter words;
    private readonly Linear sentence;
    private readonly Linear? proprio;
    private readonly PictureTokens pictures;
    private readonly int padId;

    /// <summary>Makes the parts.</summary>
    public ConditionTokens(BaselineConfig config, Placement placement) : base(nameof(ConditionTokens))
    {
        var language = config.Encoding.Backbone.Language;
        padId = language.PadId;
        words = placement.Normal(0.5, language.VocabularyRows, config.Width);
        sentence = placement.Linear(config.Width, config.Width);
        proprio = config.Encoding.Proprio ? placement.Linear(config.Robot.ProprioWidth, config.Width) : null;
        pictures = new(config.Robot.Views.Count, config.ImageSize, config.Width, placement);
        RegisterComponents();
    }

    /// <summary>Describes what is seen, told and felt.</summary>
    /// <returns>[B, M, W]</returns>
    public override Tensor forward(ModelInputs inputs)
    {
        var parts = new List<Tensor> { Sentence(inputs.Prompts) };
        if (State(inputs) is { } state) parts.Add(state);
        parts.Add(pictures.call(inputs.Pixels));
        return cat([.. parts.Select(part => part.to(parts[0].dtype))], 1);
    }

    /// <summary>The robot's own state; null where it reports none.</summary>
    /// <returns>[B, 1, W]</returns>
    public Tensor? State(ModelInputs inputs) => proprio?.call((inputs.Proprio ?? throw new ArgumentException("proprio: expected one row per sample, got none.")).unsqueeze(1));

    // [B, 1, W]
    private Tensor Sentence(PromptBatch prompts)
    {
        var (count, longest) = (prompts.Count, prompts.Longest);
        var rows = Enumerable.Range(0, count).SelectMany(row => prompts[row].Concat(Enumerable.Repeat((long)padId, longest - prompts[row].Count))).ToArray();
        var ids = tensor(rows, device: words.device);                                                         // [B·N]
        var counted = tensor(rows.Select(id => id == padId ? 0f : 1f).ToArray(), device: words.device).view(count, longest, 1);
        var vectors = words.index_select(0, ids).view(count, longest, words.shape[1]) * counted;                 // [B, N, W]
        return sentence.call(vectors.sum(1) / counted.sum(1)).unsqueeze(1);
    }
}
