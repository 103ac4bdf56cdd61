using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Oft.Host.Cells;

/// <summary>Everything the process writes to its streams: the console's text, and what native code and child processes write below it.</summary>
/// <remarks>
/// Files 1 and 2 become pipes that are read here. Into a pipe libc buffers whole blocks, so <see cref="Drain"/> flushes it and waits for a
/// mark that travels behind everything written before.
/// </remarks>
internal sealed partial class StreamCapture : IDisposable
{
    private readonly Action<string, string> emit;
    private readonly int[] before = new int[3];
    private readonly Channel[] channels;
    private readonly TextWriter consoleOut = Console.Out, consoleError = Console.Error;

    /// <summary>Takes the streams over.</summary>
    /// <param name="emit">Takes <c>stdout</c> or <c>stderr</c> and a text.</param>
    public StreamCapture(Action<string, string> emit)
    {
        this.emit = emit;
        Console.Out.Flush();
        Console.Error.Flush();
        channels = [Take(1, "stdout"), Take(2, "stderr")];
        Console.SetOut(new CapturedWriter("stdout", emit));
        Console.SetError(new CapturedWriter("stderr", emit));
    }

    /// <summary>Where the process's own standard output went before.</summary>
    public Stream Original => new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(before[1], ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Returns when everything written so far has been passed on, or after two seconds.</summary>
    public void Drain()
    {
        FlushAll(0);
        foreach (var channel in channels) channel.Ask();
        foreach (var channel in channels) channel.Wait(TimeSpan.FromSeconds(2));
    }

    /// <summary>Gives the streams back.</summary>
    public void Dispose()
    {
        Drain();
        for (var file = 1; file <= 2; file++) Duplicate(before[file], file);
        Console.SetOut(consoleOut);
        Console.SetError(consoleError);
    }

    private Channel Take(int file, string name)
    {
        before[file] = Copy(file);
        Span<int> ends = stackalloc int[2];
        if (before[file] < 0 || MakePipe(ends) != 0 || Duplicate(ends[1], file) < 0) throw new IOException($"{name}: the system gives no pipe (error {Marshal.GetLastPInvokeError()}).");
        Close(ends[1]);
        return new Channel(file, ends[0], text => emit(name, text));
    }

    private sealed class Channel
    {
        private readonly byte[] mark = [0, .. RandomNumberGenerator.GetBytes(15)];
        private readonly SemaphoreSlim seen = new(0);
        private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
        private readonly Action<string> emit;
        private readonly int file;

        public Channel(int file, int end, Action<string> emit)
        {
            (this.file, this.emit) = (file, emit);
            new Thread(() => Read(end)) { IsBackground = true, Name = $"file {file}" }.Start();
        }

        public void Ask()
        {
            while (seen.Wait(0)) { }
            _ = Write(file, mark, mark.Length);
        }

        public void Wait(TimeSpan most) => seen.Wait(most);

        private void Read(int end)
        {
            var (buffer, filled) = (new byte[64 << 10], 0);
            while (StreamCapture.Read(end, ref buffer[filled], buffer.Length - filled) is > 0 and var got)
            {
                filled += (int)got;
                var rest = buffer.AsSpan(0, filled);
                for (int at; (at = rest.IndexOf(mark)) >= 0; rest = rest[(at + mark.Length)..])
                {
                    Emit(rest[..at]);
                    seen.Release();
                }
                // The beginning of a mark stays until the rest of it comes.
                var zero = rest.Length == 0 ? -1 : rest[Math.Max(0, rest.Length - mark.Length + 1)..].IndexOf((byte)0);
                var keep = zero < 0 ? 0 : rest.Length - Math.Max(0, rest.Length - mark.Length + 1) - zero;
                if (!mark.AsSpan().StartsWith(rest[(rest.Length - keep)..])) keep = 0;
                Emit(rest[..(rest.Length - keep)]);
                rest[(rest.Length - keep)..].CopyTo(buffer);
                filled = keep;
            }
        }

        private void Emit(ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty) return;
            var text = new char[decoder.GetCharCount(bytes, flush: false)];
            decoder.GetChars(bytes, text, flush: false);
            if (text.Length > 0) emit(new string(text));
        }
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Copy(int file);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int file, int onto);

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static partial int MakePipe(Span<int> ends);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int FlushAll(nint all);
}
