using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Something that processes do together, while this one goes on.</summary>
public sealed unsafe class GroupWork : IDisposable
{
    // Where a process was lost, work may go on for ever, and writes until the process's end.
    private static readonly ConcurrentBag<Tensor> abandoned = [];
    private readonly string what;
    private readonly Tensor numbers;
    private nint handle;
    private bool ended;

    internal GroupWork(nint handle, string what, Tensor numbers) => (this.handle, this.what, this.numbers) = (handle, what, numbers.detach().DetachFromDisposeScope());

    /// <summary>Waits for its end, no longer than asked.</summary>
    /// <returns>False where it has not ended by then.</returns>
    /// <exception cref="ProcessGroupException">A process was lost.</exception>
    public bool Wait(TimeSpan longest)
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        ended = OptionalLibrary.Groups.Check(((delegate* unmanaged<nint, long, int>)OptionalLibrary.Groups["oft_work_wait"])(handle, (long)longest.TotalMilliseconds), what) == 1;
        return ended;
    }

    /// <summary>Lets it go. Where it has not ended, its numbers' memory stays.</summary>
    public void Dispose()
    {
        if (handle == 0) return;
        ((delegate* unmanaged<nint, void>)OptionalLibrary.Groups["oft_work_release"])(handle);
        handle = 0;
        if (ended) numbers.Dispose();
        else abandoned.Add(numbers);
    }
}
