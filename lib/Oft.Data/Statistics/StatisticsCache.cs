using System.Security.Cryptography;
using System.Text;
using Oft.Contracts;
using Oft.Data.Rlds;

namespace Oft.Data.Statistics;

/// <summary>Keeps a data set's statistics beside it, under a key that changes when its files or their meaning change.</summary>
/// <remarks>
/// The key covers the meaning of the fields and the whole content of every file (<see cref="ContentDigests"/>). A folder that cannot be written to is no error.
/// </remarks>
public static class StatisticsCache
{
    private const int rule = 2;

    /// <summary>The cached statistics, or freshly computed ones, then cached.</summary>
    public static ActionStatistics Of(RldsDataset dataset)
    {
        var path = Path.Combine(dataset.Path, $"oft_statistics_{Key(dataset)}.json");
        if (Read(path, dataset) is { } known) return known;
        var fresh = dataset.ComputeStatistics();
        Write(path, dataset.Configuration.Name, fresh);
        return fresh;
    }

    /// <summary>The key of a data set's content and meaning.</summary>
    public static string Key(RldsDataset dataset)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var meaning = dataset.Configuration;
        hash.AppendData(Encoding.UTF8.GetBytes($"{rule}|{meaning.Standardization}|{meaning.ActionWidth}|{meaning.ProprioWidth}\n"));
        foreach (var (name, digest) in ContentDigests.Of(dataset.Path, dataset.Files()))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}|{digest}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static ActionStatistics? Read(string path, RldsDataset dataset)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return StatisticsFile.Read(path).Sets.GetValueOrDefault(dataset.Configuration.Name);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;                                                        // a torn cache is computed again
        }
    }

    private static void Write(string path, string name, ActionStatistics statistics)
    {
        var part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            new StatisticsFile(new Dictionary<string, ActionStatistics> { [name] = statistics }).Write(part);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
