using System.Text.Json;
using Oft.Formats.Safetensors;
using Oft.Model;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Models;

/// <summary>Recorded pictures, ids and proprioception as the model takes them.</summary>
internal static class RecordedInputs
{
    /// <summary>The id of the lone space piece that closes every prompt, derived from a recording that has both forms.</summary>
    public static long SpaceId(VerifyFolder folder, ModelFacts facts)
    {
        var file = folder.Tensors(facts.Input);
        if (!file.Tensors.ContainsKey("input_ids_with_29871")) return 29871;
        return file.Tensor("input_ids_with_29871").data<long>().ToArray()[^1];
    }

    /// <summary>[B, V·6, height, width] normalised pixels in float32.</summary>
    public static Tensor Pixels(VerifyFolder folder, ModelFacts facts) => Pixels(folder, facts.Input, facts.Checkpoint);

    private static Tensor Pixels(VerifyFolder folder, string input, string checkpoint)
    {
        var images = folder.Tensors(input).Tensor("images_u8");                                  // [B?, V, h, w, 3]
        if (images.dim() == 4) images = images.unsqueeze(0);
        var (mean, deviation) = Normalization(Path.Combine(folder[checkpoint], "preprocessor_config.json"));
        var x = images.to(ScalarType.Float32) / 255;
        var towers = new List<Tensor>();
        for (var tower = 0; tower < 2; tower++)
            towers.Add(((x - tensor(mean[tower])) / tensor(deviation[tower])).permute(0, 1, 4, 2, 3)); // [B, V, 3, h, w]
        return cat([towers[0], towers[1]], 2).flatten(1, 2);                                           // [B, V·6, h, w]
    }

    /// <summary>Inputs of one sample that acts.</summary>
    public static ModelInputs Acting(VerifyFolder folder, ModelFacts facts)
    {
        var file = folder.Tensors(facts.Input);
        var ids = file.Tensor("input_ids").data<long>().ToArray();
        var space = SpaceId(folder, facts);
        int[] prompt = [.. (ids[^1] == space ? ids : [.. ids, space]).Select(id => (int)id)];
        var proprio = facts.ProprioWidth is null ? null : file.Tensor("proprio_normalized_f32").unsqueeze(0);
        return new(Pixels(folder, facts), new PromptBatch([prompt]), proprio);
    }

    /// <summary>Inputs of a padded training batch.</summary>
    public static ModelInputs Training(VerifyFolder folder, ModelFacts facts) => Training(folder, facts.Input, facts.Checkpoint, facts.ProprioWidth is not null);

    /// <summary>Inputs of a padded training batch in a file of its own.</summary>
    public static ModelInputs Training(VerifyFolder folder, string input, string checkpoint, bool readsProprio)
    {
        var file = folder.Tensors(input);
        var proprio = readsProprio ? file.Tensor("proprio") : null;
        return new(Pixels(folder, input, checkpoint), new PromptBatch(Prompts(file)), proprio) { FilmCountsPadding = true };
    }

    // The prompt is what stands before the first label.
    private static IEnumerable<IReadOnlyList<int>> Prompts(SafetensorsFile file)
    {
        var (ids, labels) = (file.Tensor("input_ids"), file.Tensor("labels"));
        var (all, marked) = (ids.data<long>().ToArray(), labels.data<long>().ToArray());
        var width = (int)ids.shape[1];
        for (var row = 0; row < ids.shape[0]; row++)
        {
            var length = marked.Skip(row * width).Take(width).TakeWhile(label => label == -100).Count();
            yield return [.. all[(row * width)..(row * width + length)].Select(id => (int)id)];
        }
    }

    private static (float[][] Mean, float[][] Deviation) Normalization(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var towers = document.RootElement.GetProperty("tvf_normalize_params").EnumerateArray().ToList();
        float[][] Numbers(string name) => [.. towers.Select(tower => tower.GetProperty(name).EnumerateArray().Select(number => number.GetSingle()).ToArray())];
        return (Numbers("mean"), Numbers("std"));
    }
}
