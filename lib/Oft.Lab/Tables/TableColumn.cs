namespace Oft.Lab.Tables;

/// <summary>One column: its name and, where it holds quantities, their unit.</summary>
/// <param name="Name">As it is headed.</param>
/// <param name="Unit">Behind the name; empty for words, counts and pure numbers.</param>
public sealed record TableColumn(string Name, string Unit = "")
{
    /// <summary><c>time, s</c></summary>
    public string Label => Unit == "" ? Name : $"{Name}, {Unit}";

    /// <summary>A column from its label: what stands behind the last comma is the unit.</summary>
    public static implicit operator TableColumn(string label)
    {
        var comma = label.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 ? new(label[..comma], label[(comma + 2)..]) : new(label);
    }
}
