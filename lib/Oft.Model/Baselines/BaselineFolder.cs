using Oft.Formats.Safetensors;
using Oft.Model.Inputs;
using Oft.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Baselines;

/// <summary>A baseline's checkpoint folder: <c>baseline.json</c>, <c>model.safetensors</c>, <c>dataset_statistics.json</c> and a tokenizer.</summary>
public static class BaselineFolder
{
    private const string Weights = "model.safetensors";

    /// <summary>True for a folder of this kind.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, BaselineFile.Name));

    /// <summary>Writes a folder; it appears whole or not at all.</summary>
    /// <param name="folder">Must not exist yet.</param>
    /// <param name="model">Its weights are written in their own precision.</param>
    /// <param name="options">Statistics, the tokenizer's file, what else goes into <c>baseline.json</c>; steps, shards and checksums of a base mean nothing here.</param>
    /// <exception cref="IOException">The folder exists.</exception>
    public static void Write(string folder, Baseline model, SaveOptions options)
    {
        if (Path.Exists(folder)) throw new IOException($"{folder} exists; choose a new name or remove it first.");
        var unfinished = folder.TrimEnd(Path.DirectorySeparatorChar) + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        new BaselineFile { Model = model.Config, Statistics = options.StatisticsKey, CenterCrop = options.CenterCrop, Recipe = options.Recipe, Provenance = options.Provenance }.Write(unfinished);
        TensorFile.Write(Path.Combine(unfinished, Weights), [.. model.named_parameters().Select(named => (named.name, (Tensor)named.parameter))]);
        options.Statistics?.Write(Path.Combine(unfinished, CheckpointStatistics.FileName));
        foreach (var (name, bytes) in options.Files) File.WriteAllBytes(Path.Combine(unfinished, name), bytes);
        Directory.Move(unfinished, folder);
    }

    /// <summary>Reads a folder; whatever precision its weights are written in, they act in single precision.</summary>
    internal static BaselinePolicy Read(string folder, PolicyOptions options)
    {
        var said = BaselineFile.Read(folder);
        BaselineConfig config;
        try
        {
            config = (said.Model with { DiffusionSteps = options.DiffusionSteps ?? said.Model.DiffusionSteps }).Checked();
        }
        catch (ArgumentException e)
        {
            throw new CheckpointException(folder, e.Message, e);
        }
        var encoder = new ObservationEncoder(config.Encoding, TokenizerFolder.Read(folder), CheckpointStatistics.Read(folder).Find(options.Statistics ?? said.Statistics)) { CenterCrop = said.CenterCrop };
        var model = Baseline.Of(config, new Placement { Device = options.Device, StartValues = false });
        try
        {
            using var file = SafetensorsFile.Open(Path.Combine(folder, Weights));
            WeightFile.Fill(file, folder, model.named_parameters().ToDictionary(named => named.name, named => (Tensor)named.parameter), known: _ => false, rounding: null);
            return new(model, encoder, options.Seed);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
