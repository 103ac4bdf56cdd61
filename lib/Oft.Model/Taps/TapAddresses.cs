using System.Text;
using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Oft.Model.Taps;

/// <summary>The taps of a model by address, and what a pattern means among them.</summary>
public sealed class TapAddresses
{
    private readonly Dictionary<string, Tap> taps;

    /// <summary>Collects every tap of a model.</summary>
    public TapAddresses(nn.Module model) => taps = model.named_modules().Where(named => named.module is Tap).ToDictionary(named => named.name, named => (Tap)named.module);

    /// <summary>Every address, in module order.</summary>
    public IReadOnlyCollection<string> All => taps.Keys;

    /// <summary>The tap of an address.</summary>
    public Tap this[string address] => taps[address];

    /// <summary>The addresses a pattern stands for.</summary>
    /// <param name="pattern"><c>*</c> stands for one name, <c>**</c> for any number of them.</param>
    /// <exception cref="KeyNotFoundException">None; the message names near ones.</exception>
    public IReadOnlyList<string> Match(string pattern)
    {
        var form = Form(pattern);
        var matches = taps.Keys.Where(address => form.IsMatch(address)).ToList();
        if (matches.Count == 0)
            throw new KeyNotFoundException($"tap '{pattern}' does not exist; near names: {string.Join(", ", taps.Keys.OrderBy(address => Distance(pattern, address)).Take(3))}");
        return matches;
    }

    /// <summary>True where a pattern stands for an address.</summary>
    internal static bool Matches(string pattern, string address) => Form(pattern).IsMatch(address);

    private static Regex Form(string pattern)
    {
        var form = new StringBuilder("^");
        foreach (var name in pattern.Split('.'))
            form.Append(name == "**" ? @"(?:[^.]+(?:\.(?!$)|$))*" : Regex.Escape(name).Replace(@"\*", "[^.]*") + @"(?:\.(?!$)|$)");
        return new(form.Append('$').ToString(), RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    // Levenshtein's distance, two rows at a time.
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            above = row;
        }
        return above[b.Length];
    }
}
