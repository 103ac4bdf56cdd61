using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Oft.Contracts;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Suites;

/// <summary>The kit's own worlds are code and embedded scenes, so their "files" are those scenes and the states that the code draws from them.</summary>
internal static class WorldFingerprint
{
    /// <summary>SHA-256 of the scenes and of the first and last initial state of every task.</summary>
    /// <param name="scenes">What the names of the embedded scenes begin with.</param>
    /// <param name="look">How worlds are drawn, in one line.</param>
    /// <param name="tasks">Names and worlds.</param>
    /// <param name="states">Initial states of a task.</param>
    public static IReadOnlyDictionary<string, string> Of(string scenes, string look, IEnumerable<(string Name, Func<ISimulatedWorld> Open)> tasks, int states)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(MiniSuite).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(scenes, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            hash.AppendData(memory.ToArray());
        }
        var text = new StringBuilder().Append(look).Append('\n');
        foreach (var (name, open) in tasks)
        {
            using var world = open();
            text.Append(CultureInfo.InvariantCulture, $"{name}\n{world.StepLimit}\n");
            foreach (var state in (int[])[0, states - 1])
            {
                world.Reset(state, 0);
                // Rounded to a micrometre: another machine's last digit is not another world.
                text.AppendJoin(' ', world.Snapshot().Select(value => Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture))).Append('\n');
            }
        }
        return new Dictionary<string, string> { ["scenes"] = Convert.ToHexStringLower(hash.GetHashAndReset()), ["initial_states"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))) };
    }
}
