namespace Oft.Lab.Charts;

/// <summary>One axis: what it shows and in which unit. An axis without a name cannot be made.</summary>
public sealed record Axis
{
    /// <summary>Names an axis.</summary>
    /// <param name="name">What it shows.</param>
    /// <param name="unit">Its unit; empty for a count, an index or a pure number.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Axis(string name, string unit = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Unit) = (name, unit);
    }

    /// <summary>What it shows.</summary>
    public string Name { get; }

    /// <summary>Its unit; empty for a pure number.</summary>
    public string Unit { get; }

    /// <summary>Names of the places 0, 1, 2, …; null for an axis of numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Where it begins; null takes it from the data.</summary>
    public double? Low { get; init; }

    /// <summary>Where it ends; null takes it from the data.</summary>
    public double? High { get; init; }

    /// <summary>Powers of ten at equal distances; what is not positive is left out.</summary>
    public bool Log { get; init; }

    /// <summary>Runs from top to bottom, as the rows of a picture or a table do.</summary>
    public bool Reversed { get; init; }

    /// <summary><c>time, s</c></summary>
    public string Label => Unit == "" ? Name : $"{Name}, {Unit}";

    /// <summary>An axis from its label: what stands behind the last comma is the unit.</summary>
    public static implicit operator Axis(string label)
    {
        var comma = label.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 ? new(label[..comma], label[(comma + 2)..]) : new(label);
    }
}
