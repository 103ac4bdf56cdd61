using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace Oft.Torch;

/// <summary>Processes that sum and hand on numbers: libtorch's own c10d over Gloo.</summary>
/// <remarks>
/// Numbers are flat float32 on the processor, in place: libtorch 1.13's Gloo has no bfloat16 and no averaging, so whoever wants a mean divides.
/// Every process must call the same things in the same order. <para>Upstream: torch.distributed, ProcessGroupGloo.</para>
/// </remarks>
public sealed unsafe class ProcessGroup : IDisposable
{
    private const int LongestValue = 1 << 16;
    private nint handle;

    private static OptionalLibrary Library => OptionalLibrary.Groups;

    private ProcessGroup(nint handle) => this.handle = handle;

    /// <summary>Why there are none here; null where there are.</summary>
    public static string? WhatIsMissing => Library.WhatIsMissing;

    /// <summary>Meets the others at a store that one of them keeps; numbers flow once <see cref="Connect"/> was called.</summary>
    /// <param name="host">Where the store is.</param>
    /// <param name="port">Its port.</param>
    /// <param name="keeps">True for the process that keeps it.</param>
    /// <param name="size">Processes together.</param>
    /// <param name="prefix">Keeps another start at the same store apart; empty for the first.</param>
    /// <param name="patience">How long the others may take to come.</param>
    /// <exception cref="ProcessGroupException">The store was not reached, or its port is taken.</exception>
    /// <exception cref="NotSupportedException">This libtorch has no process groups.</exception>
    public static ProcessGroup Meet(string host, int port, bool keeps, int size, string prefix, TimeSpan patience)
    {
        nint made;
        fixed (byte* place = OptionalLibrary.Text(host), start = OptionalLibrary.Text(prefix))
            Library.Check(((delegate* unmanaged<byte*, int, int, int, byte*, long, nint*, int>)Library["oft_group_store"])(place, port, keeps ? 1 : 0, size, start, (long)patience.TotalMilliseconds, &made), $"meeting at {host}:{port}");
        return new ProcessGroup(made);
    }

    /// <summary>Tells all a text under a name.</summary>
    /// <exception cref="ArgumentException">It is longer than 65,536 bytes of UTF-8.</exception>
    /// <exception cref="ProcessGroupException">The store is gone.</exception>
    public void Put(string key, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        if (bytes.Length > LongestValue) throw new ArgumentException($"process group: {key}: expected at most {LongestValue} bytes, got {bytes.Length}.", nameof(value));
        fixed (byte* name = OptionalLibrary.Text(key), data = bytes)
            Library.Check(((delegate* unmanaged<nint, byte*, byte*, int, int>)Library["oft_group_put"])(handle, name, data, bytes.Length), key);
    }

    /// <summary>The text under a name; waits for who tells it.</summary>
    /// <exception cref="ProcessGroupException">Nobody did in time.</exception>
    public string Get(string key, TimeSpan patience)
    {
        var bytes = new byte[LongestValue];
        fixed (byte* name = OptionalLibrary.Text(key), data = bytes)
        {
            var length = Library.Check(((delegate* unmanaged<nint, byte*, byte*, int, long, int>)Library["oft_group_get"])(handle, name, data, bytes.Length, (long)patience.TotalMilliseconds), key);
            return Encoding.UTF8.GetString(bytes, 0, Math.Min(length, bytes.Length));
        }
    }

    /// <summary>Connects with every other process.</summary>
    /// <param name="rank">This one, from 0.</param>
    /// <param name="size">Processes together.</param>
    /// <param name="networkInterface">By which the others reach this one, such as eth0; null goes by the address.</param>
    /// <param name="address">By which the others reach this one.</param>
    /// <param name="patience">How long the others may take, and any exchange later.</param>
    /// <exception cref="ProcessGroupException">Not all came.</exception>
    public void Connect(int rank, int size, string? networkInterface, string address, TimeSpan patience)
    {
        fixed (byte* by = OptionalLibrary.Text(networkInterface ?? ""), at = OptionalLibrary.Text(address))
            Library.Check(((delegate* unmanaged<nint, int, int, byte*, byte*, long, int>)Library["oft_group_connect"])(handle, rank, size, by, at, (long)patience.TotalMilliseconds), "connecting processes");
    }

    /// <summary>Begins to sum over all processes, in place.</summary>
    /// <param name="numbers">Flat float32 on the processor; not to be touched until the work has ended.</param>
    /// <exception cref="ArgumentException">It is anything else.</exception>
    public GroupWork Sum(Tensor numbers)
    {
        nint work;
        Library.Check(((delegate* unmanaged<nint, float*, long, nint*, int>)Library["oft_group_sum"])(handle, Data(numbers), numbers.numel(), &work), "sum");
        return new GroupWork(work, "sum", numbers);
    }

    /// <summary>Begins to hand one process's numbers to all.</summary>
    /// <param name="numbers">Flat float32 on the processor; not to be touched until the work has ended.</param>
    /// <param name="root">Whose.</param>
    /// <exception cref="ArgumentException">It is anything else.</exception>
    public GroupWork Broadcast(Tensor numbers, int root)
    {
        nint work;
        Library.Check(((delegate* unmanaged<nint, float*, long, int, nint*, int>)Library["oft_group_broadcast"])(handle, Data(numbers), numbers.numel(), root, &work), "broadcast");
        return new GroupWork(work, "broadcast", numbers);
    }

    /// <summary>Leaves the others; only where no work is under way.</summary>
    public void Dispose()
    {
        if (handle == 0) return;
        ((delegate* unmanaged<nint, void>)Library["oft_group_release"])(handle);
        handle = 0;
    }

    private static float* Data(Tensor numbers)
    {
        if (numbers.dtype != ScalarType.Float32) throw new ArgumentException($"process group: expected float32, got {numbers.dtype}; libtorch 1.13's Gloo has neither bfloat16 nor averages, so sum in float32 and divide.", nameof(numbers));
        return (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers.bytes));
    }
}
