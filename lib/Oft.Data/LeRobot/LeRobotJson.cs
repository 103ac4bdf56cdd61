using System.Text.Json;
using Oft.Formats;

namespace Oft.Data.LeRobot;

/// <summary>The JSON files of a LeRobot data set.</summary>
internal static class LeRobotJson
{
    private const long mostBytes = 1L << 28;
    private const int mostLine = 1 << 24;

    /// <summary>A whole file.</summary>
    public static JsonDocument Document(string path)
    {
        Expect(path);
        return JsonDocument.Parse(File.ReadAllBytes(path));
    }

    /// <summary>The lines of a file, each one value.</summary>
    public static IEnumerable<JsonElement> Lines(string path)
    {
        Expect(path);
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            if (line.Length > mostLine) throw new DamagedFileException(path, FileFault.Limit, $"line {number + 1} is longer than {mostLine} characters.");
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>Runs a reader; what JSON objects to becomes a damaged file.</summary>
    public static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new DamagedFileException(path, FileFault.Header, $"it cannot be read: {e.Message} Fetch it again.", e);
        }
    }

    private static void Expect(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing. Fetch the data set again.", path);
        if (new FileInfo(path).Length > mostBytes) throw new DamagedFileException(path, FileFault.Limit, $"it has more than {mostBytes} bytes.");
    }
}
