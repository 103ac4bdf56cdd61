using Oft.Model;
using Oft.Model.Weights;

namespace Oft.Lab.Verification.Training;

/// <summary>How a running fine-tuning script names what it trains.</summary>
/// <remarks>
/// <code>
/// base_model.model.….lora_A.default.weight      adapters, with the adapter's own name (files drop it)
/// base_model.model.vision_backbone.….scale.weight       FiLM
/// action_head.…  proprio_projector.…  noisy_action_projector.…
/// </code>
/// </remarks>
internal static class PeftNames
{
    /// <summary>The script's name of one of our trained weights.</summary>
    public static string Of(OftModel model, string path)
    {
        var config = model.Config;
        if (UpstreamNames.IsAdapter(path))
        {
            var name = UpstreamNames.AdapterFile(path, config.Film);
            return name[..^".weight".Length] + ".default.weight";
        }
        if (UpstreamNames.IsFilm(path)) return "base_model.model." + UpstreamNames.AdapterModule(path, config.Film);
        if (path.StartsWith("head.", StringComparison.Ordinal)) return "action_head." + UpstreamNames.Head(path, config.Head is ActionHead.Diffusion);
        if (path.StartsWith("proprio.", StringComparison.Ordinal)) return "proprio_projector." + UpstreamNames.Projector(path);
        if (path.StartsWith("noise.", StringComparison.Ordinal)) return "noisy_action_projector." + UpstreamNames.Projector(path);
        throw new VerifyException($"'{path}' is trained here and has no name in the recorded run.");
    }
}
