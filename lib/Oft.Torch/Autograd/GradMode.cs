namespace TorchSharp;

public static partial class torch
{
    /// <summary>No graph is built on this thread until the returned value is disposed of.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>A graph is built on this thread until the returned value is disposed of.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Says whether a graph is built on this thread until the returned value is disposed of.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether a graph is built on this thread.</summary>
    public static bool is_grad_enabled() => Shim.oft_grad_mode() != 0;

    /// <summary>Neither graph nor bookkeeping on this thread until the returned value is disposed of; its tensors can join no graph later.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether the thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => Shim.oft_inference_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();
        private readonly int thread = Environment.CurrentManagedThreadId;
        private bool ended;

        public GradMode(bool on) => Shim.oft_set_grad_mode(on ? 1 : 0);

        public void Dispose()
        {
            if (ended) return;
            RequireThread(thread, "gradient mode");
            ended = true;
            Shim.oft_set_grad_mode(before ? 1 : 0);
        }
    }

    private sealed class InferenceMode(bool on) : IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;
        private nint guard = Shim.oft_inference_enter(on ? 1 : 0);

        public void Dispose()
        {
            if (guard == 0) return;
            RequireThread(thread, "inference mode");
            Shim.oft_inference_leave(guard);
            guard = 0;
        }
    }

    internal static void RequireThread(int thread, string what)
    {
        if (Environment.CurrentManagedThreadId != thread)
            throw new InvalidOperationException(
                $"{what}: entered on thread {thread}, left on thread {Environment.CurrentManagedThreadId}. Hold it across no await.");
    }
}
