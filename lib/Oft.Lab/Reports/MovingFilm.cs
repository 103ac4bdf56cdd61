using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Oft.Contracts;

namespace Oft.Lab.Reports;

/// <summary>An MP4 or GIF, made by ffmpeg where it is installed.</summary>
public static class MovingFilm
{
    private const string installed = "ffmpeg";
    private static readonly Lazy<bool> available = new(() => Run(installed, "-version", null) is null);

    /// <summary>True where ffmpeg is on the PATH.</summary>
    public static bool IsAvailable => available.Value;

    /// <summary>Writes a film; the ending of the name chooses the format.</summary>
    /// <param name="frames">Pictures of one size.</param>
    /// <param name="framesPerSecond">Pictures a second.</param>
    /// <param name="path">Ends in .mp4 or .gif.</param>
    /// <param name="program">The ffmpeg to run; the one on the PATH by default.</param>
    /// <exception cref="InvalidOperationException">ffmpeg is missing or refused; the message is its own.</exception>
    public static void Write(IReadOnlyList<CameraImage> frames, double framesPerSecond, string path, string program = installed)
    {
        if (frames.Count == 0) throw new ArgumentException("film: expected at least one picture.", nameof(frames));
        // Players of H.264 expect even sides and 4:2:0.
        var format = path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase) ? "" : "-vf pad=ceil(iw/2)*2:ceil(ih/2)*2 -pix_fmt yuv420p ";
        var arguments = string.Create(CultureInfo.InvariantCulture, $"-v error -y -f rawvideo -pix_fmt rgb24 -s {frames[0].Width}x{frames[0].Height} -r {framesPerSecond:0.###} -i - {format}");
        if (Run(program, arguments, frames, path) is { } fault) throw new InvalidOperationException($"{path}: ffmpeg did not write the film: {fault}");
    }

    // Null where it went well, otherwise what ffmpeg said.
    private static string? Run(string program, string arguments, IReadOnlyList<CameraImage>? frames, string? path = null)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)) start.ArgumentList.Add(argument);
        if (path is not null) start.ArgumentList.Add(path);
        try
        {
            using var ffmpeg = Process.Start(start)!;
            var (said, shown) = (ffmpeg.StandardError.ReadToEndAsync(), ffmpeg.StandardOutput.ReadToEndAsync());
            using (var input = ffmpeg.StandardInput.BaseStream)
                foreach (var frame in frames ?? []) input.Write(frame.Rgb.Span);
            ffmpeg.WaitForExit();
            Task.WaitAll(said, shown);
            return ffmpeg.ExitCode == 0 ? null : said.Result.Trim();
        }
        catch (Exception missing) when (missing is Win32Exception or IOException)
        {
            return missing.Message;
        }
    }
}
