using Oft.Contracts;
using Oft.Formats.Torch;
using Oft.Model.Inputs;

namespace Oft.Model.Weights;

/// <summary>What a folder says about itself by its files and their shapes. What it does not say is asked for, never guessed.</summary>
public static class CheckpointFacts
{
    /// <summary>Puts the configuration of a folder together.</summary>
    /// <param name="folder">Published, or one of ours with <c>oft.json</c>.</param>
    /// <param name="options">What a published folder leaves unsaid.</param>
    /// <exception cref="CheckpointException">Something is unsaid or contradictory; the message says which, and what to give.</exception>
    public static OftConfig Describe(string folder, PolicyOptions options)
    {
        var own = OftFile.Read(folder)?.Model;
        var config = own is null ? Published(folder, options) : Ours(folder, own, options);
        Agree(folder, config.Checked(), options);
        if (options.DiffusionSteps is { } steps) config = config with { DiffusionSteps = steps };
        return config.Checked();
    }

    private static OftConfig Ours(string folder, OftConfig own, PolicyOptions options)
    {
        // A checkpoint trained on other cameras acts far worse without any error, so a difference is one.
        if (options.Robot is { } robot && !robot.Views.SequenceEqual(own.Robot.Views))
            throw new CheckpointException(folder, $"views: the checkpoint was trained on {string.Join(", ", own.Robot.Views)}; asked for were {string.Join(", ", robot.Views)}.");
        if (options.Robot is { } other && (other.ActionWidth, other.ChunkLength) != (own.Robot.ActionWidth, own.Robot.ChunkLength))
            throw new CheckpointException(folder, $"robot: the checkpoint says [{own.Robot.ChunkLength}, {own.Robot.ActionWidth}] actions; asked for were [{other.ChunkLength}, {other.ActionWidth}].");
        if (options.Head is { } head && head != own.Head)
            throw new CheckpointException(folder, $"head: the checkpoint is {own.Head}; asked for was {head}.");
        var backbone = PublishedConfig.Read(Weights(folder, options)).Backbone;
        return backbone with { Language = backbone.Language with { EmbeddingDeviation = own.Backbone.Language.EmbeddingDeviation } } == own.Backbone
            ? own
            : throw new CheckpointException(folder, "config.json and oft.json describe different backbones; one of them is from another checkpoint.");
    }

    private static OftConfig Published(string folder, PolicyOptions options)
    {
        var robot = options.Robot ?? throw new CheckpointException(folder, "a published folder does not say its views and chunk length; give the robot (a manifest names it).");
        var files = ComponentFiles.Find(options.Components ?? folder);
        var head = Head(folder, files, options.Head, robot);
        var proprio = files.ProprioProjector is not null && head is not ActionHead.Autoregressive;
        if (proprio) Agree(files.ProprioProjector!, "proprioception", Width(files.ProprioProjector!, "fc1.weight", 1), robot.ProprioWidth);
        return new()
        {
            Robot = robot, Backbone = PublishedConfig.Read(Weights(folder, options)).Backbone, Head = head, Proprio = proprio,
            Film = files.VisionBackbone is not null && head is not ActionHead.Autoregressive, Lora = null,
        };
    }

    // The folder of merged weights: the checkpoint's own, or the base beside which an adapter is read.
    private static string Weights(string folder, PolicyOptions options)
    {
        var (adapted, merged) = (Directory.Exists(Path.Combine(folder, AdapterFolder.Name)), Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.safetensors").Any());
        if (options.Base is { } given)
            return !adapted ? throw new CheckpointException(folder, $"expected {AdapterFolder.Name} beside the base {given}, found none; without an adapter no base is needed.")
                : merged ? throw new CheckpointException(folder, $"base: the folder holds merged weights, so its adapter is in them already; leave out the base {given}.")
                : given;
        return merged || !adapted ? folder
            : throw new CheckpointException(folder, $"the folder holds an adapter and no merged weights; give the base it was trained on ({AdapterFolder.Open(Path.Combine(folder, AdapterFolder.Name)).Base ?? "which the adapter does not name"}).");
    }

    // What several files of a folder say must be the same.
    private static void Agree(string folder, OftConfig config, PolicyOptions options)
    {
        var files = ComponentFiles.Find(options.Components ?? folder);
        if (files.NoisyActionProjector is { } noisy && config.Head is ActionHead.L1Regression)
            throw new CheckpointException(noisy, $"the folder has a projector of noisy actions beside an L1 head ({Path.GetFileName(files.ActionHead)}); one of them is from another checkpoint.");
        var seen = PixelNormalization.SizeOf(Weights(folder, options));
        if (seen is { } size && size != config.Backbone.ImageSize)
            throw new CheckpointException(folder, $"preprocessor_config.json prepares pictures of {size} pixels, config.json describes towers of {config.Backbone.ImageSize}; one of them is from another checkpoint.");
    }

    private static ActionHead Head(string folder, ComponentFiles files, ActionHead? asked, RobotSpec robot)
    {
        if (files.ActionHead is null)
            return asked is ActionHead.Autoregressive or ActionHead.ParallelStep or ActionHead.ParallelChunk ? asked.Value
                : throw new CheckpointException(folder, asked is null
                    ? "the folder has no action head; say which way its tokens are read: Autoregressive, ParallelStep or ParallelChunk."
                    : $"head: expected action_head--*_checkpoint.pt for {asked}, found none.");
        using var file = TorchFile.Open(files.ActionHead);
        var diffusion = file.Tensors.Keys.Any(name => name.Contains("noise_predictor.", StringComparison.Ordinal));
        var found = diffusion ? ActionHead.Diffusion : ActionHead.L1Regression;
        if (asked is ActionHead.L1Regression or ActionHead.Diffusion && asked != found)
            throw new CheckpointException(files.ActionHead, $"head: the file is {found}; asked for was {asked}.");
        Agree(files.ActionHead, "action", Width(files.ActionHead, "fc2.bias", 0), robot.ActionWidth);
        return asked ?? found;
    }

    private static long Width(string path, string name, int axis)
    {
        using var file = TorchFile.Open(path);
        var entry = file.Tensors.Values.FirstOrDefault(entry => entry.Name.EndsWith(name, StringComparison.Ordinal) && entry.Shape.Count > axis);
        return entry?.Shape[axis] ?? throw new CheckpointException(path, $"expected a weight {name}, found none.");
    }

    private static void Agree(string path, string what, long found, int expected)
    {
        if (found != expected) throw new CheckpointException(path, $"{what}: the file has width {found}, the robot {expected}; the folder belongs to another robot.");
    }
}
