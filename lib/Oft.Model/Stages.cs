using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>The parts of answering an observation, as spans that a profiler may listen to. Nobody listening, a span costs nothing.</summary>
/// <remarks>
/// <code>
/// images ─► vision ─► projector ─► language model ─► head ─► un-normalise        the middle four repeat in diffusion steps and tokens
/// </code>
/// On CUDA a span that is listened to waits for the device at both ends, so that it holds its own work and no other.
/// </remarks>
public static class Stages
{
    /// <summary>The name a listener asks for.</summary>
    public const string SourceName = "Oft.Model";

    /// <summary>Camera pictures and proprioception become the model's inputs.</summary>
    public const string Images = "images";

    /// <summary>Both towers.</summary>
    public const string Vision = "vision";

    /// <summary>From patches to the language model's space.</summary>
    public const string Projector = "projector";

    /// <summary>Sequence and language model.</summary>
    public const string Language = "language model";

    /// <summary>From hidden states to normalised actions or token ids, a diffusion step's arithmetic included.</summary>
    public const string Head = "head";

    /// <summary>Back to robot units.</summary>
    public const string Units = "un-normalise";

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Images, Vision, Projector, Language, Head, Units];

    private static readonly ActivitySource source = new(SourceName);

    /// <summary>Passes through one span as every stage does; for measuring what that costs.</summary>
    public static void Pass()
    {
        using var stage = Begin(Images, CPU);
    }

    /// <summary>Begins a span, which ends when it is disposed.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="device">Where the work happens.</param>
    internal static Span Begin(string name, Device device) => source.HasListeners() ? new(name, device) : default;

    /// <summary>One open span.</summary>
    internal readonly ref struct Span
    {
        private readonly Activity? activity;
        private readonly bool waits;

        internal Span(string name, Device device)
        {
            waits = device.type == DeviceType.CUDA;
            if (waits) cuda.synchronize();
            activity = source.StartActivity(name);
        }

        public void Dispose()
        {
            if (activity is null) return;
            if (waits) cuda.synchronize();
            activity.Dispose();
        }
    }
}
