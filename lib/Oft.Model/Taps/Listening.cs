using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Model.Taps;

/// <summary>Taps of a model held open, and closed when this is disposed. While it lives, every run of the model is heard.</summary>
public sealed class Listening : IDisposable
{
    private readonly TapAddresses addresses;
    private readonly List<string> opened = [];
    private readonly Dictionary<string, List<TapReading>> readings = [];

    /// <summary>Opens taps.</summary>
    /// <param name="model">Whose taps.</param>
    /// <param name="names">Addresses to see; <c>*</c> stands for one name, <c>**</c> for any number.</param>
    /// <param name="replacements">What changes on the way; seen after the change.</param>
    /// <exception cref="KeyNotFoundException">An address does not exist; the message names near ones.</exception>
    public Listening(OftModel model, IEnumerable<string> names, IEnumerable<Replace>? replacements = null)
    {
        addresses = new(model);
        var seen = names.SelectMany(addresses.Match).ToHashSet();
        var changes = new Dictionary<string, Func<Tensor, Tensor>>();
        foreach (var replacement in replacements ?? [])
            foreach (var address in addresses.Match(replacement.Pattern))
            {
                var (before, change) = (changes.GetValueOrDefault(address), replacement.Change);
                changes[address] = before is null ? change : x => change(before(x));
            }
        foreach (var address in seen.Union(changes.Keys)) Open(address, seen.Contains(address), changes.GetValueOrDefault(address));
    }

    /// <summary>Every address that was opened to be seen, with its passes; empty where nothing passed.</summary>
    public IReadOnlyDictionary<string, List<TapReading>> Readings => readings;

    /// <summary>Closes the taps.</summary>
    public void Dispose()
    {
        foreach (var address in opened)
        {
            var tap = addresses[address];
            (tap.Listener, tap.Replaces) = (null, false);
        }
    }

    private void Open(string address, bool seen, Func<Tensor, Tensor>? change)
    {
        var tap = addresses[address];
        if (tap.IsOpen) throw new InvalidOperationException($"tap '{address}' is open already; one look at a time.");
        if (seen) readings[address] = [];
        tap.Replaces = change is not null;
        tap.Listener = (x, rows) =>
        {
            var passed = change is null ? x : Changed(address, x, change);
            if (seen) readings[address].Add(Read(address, readings[address].Count, passed) with { Rows = rows?.PerSample });
            return passed;
        };
        opened.Add(address);
    }

    private static Tensor Changed(string address, Tensor x, Func<Tensor, Tensor> change)
    {
        var changed = change(x);
        if (!changed.shape.SequenceEqual(x.shape))
            throw new ArgumentException($"tap '{address}': a replacement keeps the shape; expected [{string.Join(", ", x.shape)}], got [{string.Join(", ", changed.shape)}].");
        return changed.dtype == x.dtype ? changed : changed.to(x.dtype);
    }

    private static TapReading Read(string address, int pass, Tensor x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return new(address, pass, x.shape, x.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray());
    }
}
