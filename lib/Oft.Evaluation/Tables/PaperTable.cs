using System.Text.Json;
using System.Text.Json.Serialization;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tables;

/// <summary>A table of the paper with measured numbers beside the published ones.</summary>
/// <remarks>
/// Published rates are samples too. Where the source says how many trials stand behind a figure, a measured rate is
/// <see cref="Verdict.Outside"/> when Newcombe's interval of the difference of the two excludes zero; so of faithful
/// reproductions one in twenty is outside. Where the source does not say, the figure is held against the measured interval alone.
/// <para>Source of the interval: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.</para>
/// </remarks>
public sealed class PaperTable
{
    private static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private readonly PaperTableFile file;
    private readonly Dictionary<(string, string), Measurement> measured = [];

    private PaperTable(PaperTableFile file) => this.file = file;

    /// <summary>The file's name without <c>.json</c>.</summary>
    public string Name => file.Name;

    /// <summary>The heading.</summary>
    public string Title => file.Title;

    /// <summary>Where the figures stand.</summary>
    public PaperSource Source => file.Source;

    /// <summary>What they were measured on.</summary>
    public string Benchmark => file.Benchmark;

    /// <summary>Benchmarks of this kit that may be judged against them.</summary>
    public IReadOnlyList<string> Comparable => file.Comparable;

    /// <summary>What the figures are.</summary>
    public Quantity Quantity => file.Quantity;

    /// <summary>percent, points, or mixed.</summary>
    public string Unit => file.Unit;

    /// <summary>What a reader must know; null where there is nothing.</summary>
    public string? Note => file.Note;

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<PaperColumn> Columns => file.Columns;

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<PaperRow> Rows => file.Rows;

    /// <summary>All cells, row by row.</summary>
    public IEnumerable<PaperCell> Cells => Rows.SelectMany(row => Columns.Select(column => Cell(row, column)));

    /// <summary>Reads a file of <c>data-manifests/paper</c>.</summary>
    /// <exception cref="InvalidDataException">The file is no such table.</exception>
    public static PaperTable Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var file = JsonSerializer.Deserialize<PaperTableFile>(stream, options) ?? throw new JsonException("the file says null.");
            if (file.Columns.Count == 0 || file.Columns.DistinctBy(column => column.Name).Count() != file.Columns.Count) throw new JsonException("expected columns of different names.");
            if (file.Rows.Count == 0 || file.Rows.DistinctBy(row => row.Name).Count() != file.Rows.Count) throw new JsonException("expected rows of different names.");
            foreach (var row in file.Rows)
                if (row.Values.Keys.Concat(row.StandardErrors?.Keys ?? []).Except(file.Columns.Select(column => column.Name)).FirstOrDefault() is { } stray)
                    throw new JsonException($"row '{row.Name}' has '{stray}', which is no column; columns: {string.Join(", ", file.Columns.Select(column => column.Name))}.");
            return new PaperTable(file);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path}: no table of published figures. {broken.Message}", broken);
        }
    }

    /// <summary>Puts a success rate into a cell.</summary>
    /// <param name="row">The row's name.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="successes">Episodes that reached the goal.</param>
    /// <param name="trials">Episodes that ended in success or failure.</param>
    /// <param name="benchmark">The benchmark's name.</param>
    /// <param name="tiny">True for the tiny profile.</param>
    public PaperTable Measure(string row, string column, int successes, int trials, string benchmark, bool tiny = false) =>
        Quantity is Quantity.SuccessRate or Quantity.Share
            ? Measure(row, column, Measurement.Of(new SuccessRate(successes, trials), benchmark, tiny))
            : throw new ArgumentException($"table '{Name}' holds {Quantity}, not successes among trials: give it a measured mean.");

    /// <summary>Puts a measured number into a cell.</summary>
    /// <exception cref="ArgumentException">The table has no such row or column.</exception>
    public PaperTable Measure(string row, string column, Measurement measurement)
    {
        if (Rows.All(known => known.Name != row)) throw new ArgumentException($"table '{Name}' has no row '{row}'; rows: {string.Join(", ", Rows.Select(known => known.Name))}.", nameof(row));
        if (Columns.All(known => known.Name != column)) throw new ArgumentException($"table '{Name}' has no column '{column}'; columns: {string.Join(", ", Columns.Select(known => known.Name))}.", nameof(column));
        measured[(row, column)] = measurement;
        return this;
    }

    /// <summary>The cell of a row and a column.</summary>
    public PaperCell Cell(PaperRow row, PaperColumn column)
    {
        var (paper, found) = (row.Values.GetValueOrDefault(column.Name), measured.GetValueOrDefault((row.Name, column.Name)));
        return new PaperCell(row, column, paper, found, Judge(paper, column.Trials, found));
    }

    private Verdict Judge(double? paper, int? trials, Measurement? found)
    {
        if (paper is not { } value || found is null) return Verdict.None;
        if (found.Tiny || !Comparable.Contains(found.Benchmark)) return Verdict.NotComparable;
        if (Quantity is not (Quantity.SuccessRate or Quantity.Share) || trials is not { } n) return found.Low <= value && value <= found.High ? Verdict.Inside : Verdict.Outside;
        // Printed rates are rounded; the nearest count of successes is meant.
        var published = Measurement.Of(new SuccessRate((int)Math.Round(value / 100 * n), n), Benchmark);
        var (below, above) = found.Value < published.Value ? (found, published) : (published, found);
        var reach = Math.Sqrt(Math.Pow(below.High - below.Value, 2) + Math.Pow(above.Value - above.Low, 2));
        return above.Value - below.Value <= reach ? Verdict.Inside : Verdict.Outside;
    }
}
