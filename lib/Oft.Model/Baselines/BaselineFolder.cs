using System.Text.Json;
using System.Text.Json.Serialization;
using Oft.Contracts;
using Oft.Formats.Safetensors;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Baselines;

/// <summary>A baseline's checkpoint folder: <c>baseline.json</c>, <c>model.safetensors</c>, <c>dataset_statistics.json</c> and a tokenizer.</summary>
public static class BaselineFolder
{
    /// <summary>The file that says a folder is a baseline's.</summary>
    public const string FileName = "baseline.json";

    private const string Weights = "model.safetensors";

    private static readonly JsonSerializerOptions options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>True for a folder of this kind.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Writes a folder; it appears whole or not at all.</summary>
    /// <param name="folder">Must not exist yet.</param>
    /// <param name="model">Its weights are written in their own precision.</param>
    /// <param name="statistics">Of the set it learned from.</param>
    /// <param name="tokenizer">The bytes of a tokenizer.json.</param>
    /// <exception cref="IOException">The folder exists.</exception>
    public static void Write(string folder, Baseline model, StatisticsFile statistics, byte[] tokenizer)
    {
        if (Path.Exists(folder)) throw new IOException($"{folder} exists; choose a new name or remove it first.");
        var unfinished = folder.TrimEnd(Path.DirectorySeparatorChar) + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        File.WriteAllBytes(Path.Combine(unfinished, FileName), JsonSerializer.SerializeToUtf8Bytes(model.Config, options));
        TensorFile.Write(Path.Combine(unfinished, Weights), [.. model.named_parameters().Select(named => (named.name, (Tensor)named.parameter))]);
        statistics.Write(Path.Combine(unfinished, CheckpointStatistics.FileName));
        File.WriteAllBytes(Path.Combine(unfinished, "tokenizer.json"), tokenizer);
        Directory.Move(unfinished, folder);
    }

    internal static BaselinePolicy Read(string folder, int seed)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new CheckpointException(folder, $"expected {FileName}, found none; is this the folder of ACT or Diffusion Policy?");
        BaselineConfig config;
        try
        {
            config = (JsonSerializer.Deserialize<BaselineConfig>(File.ReadAllBytes(path), options) ?? throw new JsonException("the file holds nothing.")).Checked();
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new CheckpointException(path, $"expected what OftNotebooks writes: {e.Message} Known keys: {string.Join(", ", options.GetTypeInfo(typeof(BaselineConfig)).Properties.Where(property => property.Set is not null).Select(property => property.Name))}.", e);
        }
        var encoder = new ObservationEncoder(config.Encoding, TokenizerFolder.Read(folder), CheckpointStatistics.Read(folder).Find(null));
        var model = Baseline.Of(config);
        try
        {
            using var file = SafetensorsFile.Open(Path.Combine(folder, Weights));
            WeightFile.Fill(file, folder, model.named_parameters().ToDictionary(named => named.name, named => (Tensor)named.parameter), known: _ => false, rounding: null);
            return new(model, encoder, seed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
