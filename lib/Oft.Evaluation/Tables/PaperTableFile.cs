using System.Text.Json.Serialization;

namespace Oft.Evaluation.Tables;

/// <summary>A file of <c>data-manifests/paper</c>, as its schema says.</summary>
internal sealed record PaperTableFile(
    [property: JsonPropertyName("$schema")] string Schema,
    string Name,
    string Title,
    PaperSource Source,
    string Licence,
    string Benchmark,
    IReadOnlyList<string> Comparable,
    Quantity Quantity,
    string Unit,
    IReadOnlyList<PaperColumn> Columns,
    IReadOnlyList<PaperRow> Rows,
    string? Note = null);
