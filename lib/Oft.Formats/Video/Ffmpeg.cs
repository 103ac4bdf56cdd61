using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Oft.Formats.Video;

/// <summary>A run of ffmpeg or ffprobe whose output is read as it comes; disposing ends it.</summary>
internal sealed class Ffmpeg : IDisposable
{
    // A decoder that gives nothing for this long hangs; a frame takes milliseconds.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly Task<string> said;
    private readonly string file;

    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public Ffmpeg(string program, string file, IEnumerable<string> arguments)
    {
        this.file = file;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"videos need {program}, which does not start ({e.Message}). Install the Debian package ffmpeg, or run environment/run.sh --setup-only.", e);
        }
        process.StandardInput.Close();
        said = Beginning(process.StandardError);
    }

    /// <summary>Fills the buffer, or what is left of the output.</summary>
    /// <returns>Bytes read.</returns>
    /// <exception cref="DamagedFileException">Nothing came for two minutes.</exception>
    public int Read(byte[] buffer)
    {
        try
        {
            return process.StandardOutput.BaseStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false).AsTask().WaitAsync(patience).GetAwaiter().GetResult();
        }
        catch (TimeoutException e)
        {
            throw new DamagedFileException(file, FileFault.Crash, $"its decoder gave nothing for {patience.TotalSeconds:0} seconds.", e);
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <exception cref="DamagedFileException">The program objected to something; its own words.</exception>
    public void Finish()
    {
        if (!process.WaitForExit(patience)) throw new DamagedFileException(file, FileFault.Crash, "its decoder does not end.");
        var words = said.GetAwaiter().GetResult();
        if (process.ExitCode != 0 || words.Length > 0)
            throw new DamagedFileException(file, FileFault.Value, $"it cannot be decoded: {(words.Length > 0 ? words : $"the decoder ended with {process.ExitCode}")}. Fetch or encode it again.");
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    // The first few hundred characters are kept, the rest is read and dropped: a full pipe would stop the program.
    private static async Task<string> Beginning(StreamReader reader)
    {
        var kept = new StringBuilder();
        var buffer = new char[512];
        while (await reader.ReadAsync(buffer) is > 0 and var read)
            if (kept.Length < 400) kept.Append(buffer, 0, Math.Min(read, 400 - kept.Length));
        return string.Join("; ", kept.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
