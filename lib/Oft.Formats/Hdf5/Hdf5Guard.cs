using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Oft.Formats.Hdf5;

/// <summary>Has a file of a stranger read whole by another process before this one opens it.</summary>
/// <remarks>
/// A file can make the C library read or write where it must not, and no check from outside can rule that out without reading the whole format again.
/// So the first reading happens where a crash costs nothing: the worker dies, the file is reported, the next file gets a new worker.
/// </remarks>
public sealed class Hdf5Guard : IDisposable
{
    private readonly ProcessStartInfo start;
    private readonly TimeSpan patience;
    private readonly Lock gate = new();
    private Process? worker;

    /// <summary>Prepares a guard; the worker starts with the first file.</summary>
    /// <param name="program">The program and arguments that call <see cref="Hdf5Worker.Serve"/>; by default this program, or <c>oft</c> beside this library.</param>
    /// <param name="patience">How long one file may take; two minutes by default.</param>
    public Hdf5Guard(IReadOnlyList<string>? program = null, TimeSpan? patience = null)
    {
        program ??= Own() ?? throw new InvalidOperationException("no program here can read HDF5 files in a process of its own: expected oft.dll beside Oft.Formats.dll.");
        start = new ProcessStartInfo(program[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in program.Skip(1)) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        this.patience = patience ?? TimeSpan.FromMinutes(2);
    }

    /// <summary>Workers that ended over a file so far.</summary>
    public int Crashes { get; private set; }

    /// <summary>Returns when the file was read whole elsewhere without harm.</summary>
    /// <exception cref="DamagedFileException">It is damaged; with <see cref="FileFault.Crash"/>, the library died of it or did not come back.</exception>
    public void Check(string path)
    {
        if (path.AsSpan().IndexOfAny('\n', '\r') >= 0) throw new DamagedFileException(path, FileFault.Name, "the path has a line break.");
        lock (gate)
        {
            worker ??= Begin();
            string? answer = null;
            try
            {
                worker.StandardInput.WriteLine(Path.GetFullPath(path));
                worker.StandardInput.Flush();
                answer = ReadLine();
            }
            catch (IOException)                                                 // the worker closed its end
            {
            }
            if (answer is null)
            {
                Crashes++;
                End();
                throw new DamagedFileException(path, FileFault.Crash, "the HDF5 library did not survive reading it in a process of its own; do not open it with other programs either.");
            }
            if (answer == "sound") return;
            var parts = answer.Split(' ');
            var message = Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]));
            throw new DamagedFileException(path, Enum.Parse<FileFault>(parts[0]), message.StartsWith(Path.GetFullPath(path) + ": ", StringComparison.Ordinal) ? message[(Path.GetFullPath(path).Length + 2)..] : message);
        }
    }

    /// <summary>Opens a file after checking it.</summary>
    public Hdf5File Open(string path)
    {
        Check(path);
        return Hdf5File.Open(path);
    }

    /// <summary>Ends the worker.</summary>
    public void Dispose()
    {
        lock (gate) End();
    }

    private Process Begin()
    {
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} does not start.");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        worker = process;
        if (ReadLine() == "ready") return process;
        End();
        throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} does not answer as a reader of HDF5 files.");
    }

    private string? ReadLine()
    {
        var line = worker!.StandardOutput.ReadLineAsync();
        return line.Wait(patience) ? line.Result : null;
    }

    private void End()
    {
        if (worker is null) return;
        try
        {
            worker.Kill();
        }
        catch (InvalidOperationException)                                       // it is gone already
        {
        }
        worker.Dispose();
        worker = null;
    }

    private static IReadOnlyList<string>? Own()
    {
        var dotnet = Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
        var beside = Path.Combine(AppContext.BaseDirectory, "oft.dll");
        if (!File.Exists(beside)) beside = Path.Combine(Path.GetDirectoryName(typeof(Hdf5Guard).Assembly.Location) ?? "", "oft.dll");
        if (File.Exists(beside)) return [dotnet, beside, Hdf5Worker.Argument];
        return Assembly.GetEntryAssembly()?.Location is { Length: > 0 } entry ? [dotnet, entry, Hdf5Worker.Argument] : null;
    }
}
