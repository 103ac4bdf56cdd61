using Oft.Contracts;
using Oft.Model.Probes;
using Oft.Model.Taps;

namespace Oft.Lab.Charts;

// What a look or a probe of a model found.
public static partial class Figures
{
    /// <summary>The first sample of several readings below each other: one row a tap, in module order.</summary>
    /// <param name="readings">Each [1, D], or any shape of D numbers; for example <c>look.Stack("vision.dino.blocks.*.film_gamma")</c>.</param>
    /// <param name="x">What the D numbers are.</param>
    /// <param name="y">What the taps are.</param>
    /// <param name="title">Above the plot.</param>
    /// <param name="label">What the numbers are, with their unit.</param>
    public static Figure Heat(IReadOnlyList<TapReading> readings, Axis x, Axis y, string title, string label = "value")
    {
        if (readings.Count == 0) throw new ArgumentException($"heat map '{title}': expected at least one reading, got none. Nothing passed the taps of that pattern; look.Addresses lists those that were passed.", nameof(readings));
        return Heat([.. readings.Select(reading => (IReadOnlyList<double>)[.. reading.Values.Take(Width(reading)).Select(value => (double)value)])], x, y, title, label);
    }

    /// <summary>Who reads whom: one head's attention from every position to every position.</summary>
    /// <param name="pattern">[B, H, T, T], or [B, H, R, T] where only R rows were computed; rows add up to 1.</param>
    /// <param name="tokenNames">What stands at the T positions: <c>look.TokenNames</c>.</param>
    /// <param name="head">Which head; −1 takes the mean of all.</param>
    /// <param name="title">Above the plot; null names tap and head.</param>
    public static Figure Attention(TapReading pattern, IReadOnlyList<string> tokenNames, int head = -1, string? title = null)
    {
        var (heads, length) = Expect(pattern, tokenNames.Count, head);
        IReadOnlyList<string> readers = pattern.Rows is [var range, ..] ? [.. tokenNames.Take(range)] : tokenNames;
        var rows = new List<IReadOnlyList<double>>();
        for (var from = 0; from < length; from++)
            rows.Add([.. Enumerable.Range(0, tokenNames.Count).Select(to => head >= 0 ? pattern[0, head, from, to] : Enumerable.Range(0, heads).Average(h => pattern[0, h, from, to]))]);
        return Heat(rows, new Axis("read position") { Categories = tokenNames }, new Axis("reading position") { Categories = readers },
            title ?? $"{pattern.Address}, {(head >= 0 ? $"head {head}" : $"mean of {heads} heads")}", "attention, share") with { Width = 760, Height = Math.Min(680, 200 + 7 * length), Caption = Sentence(pattern.Note) };
    }

    /// <summary>Does the policy listen? One bar a changed sentence.</summary>
    public static Figure Sentences(IReadOnlyList<ProbeAnswer> answers, string title = "How far the actions move when the sentence changes") => Answers(answers, title);

    /// <summary>Which heads matter? Layers down, heads across.</summary>
    /// <param name="answers">Of <see cref="Probe.Heads"/>, whose changes end in the head's number.</param>
    /// <param name="title">Above the plot.</param>
    public static Figure Heads(IReadOnlyList<ProbeAnswer> answers, string title = "How far the actions move when a head is silent")
    {
        var layers = answers.GroupBy(answer => answer.Change[..Math.Max(0, answer.Change.LastIndexOf(' '))]).ToList();
        return Heat([.. layers.Select(layer => (IReadOnlyList<double>)[.. layer.Select(answer => answer.Distance)])], "head", new Axis("layer") { Categories = [.. layers.Select(layer => layer.Key)] }, title, "mean |Δ action|, robot units");
    }

    /// <summary>Where does it look? The distances of blanked squares over the picture.</summary>
    /// <param name="answers">Of <see cref="Probe.Positions"/>, row by row.</param>
    /// <param name="image">The view that was asked about.</param>
    /// <param name="title">Above the plot.</param>
    public static Figure Positions(IReadOnlyList<ProbeAnswer> answers, CameraImage image, string title = "How far the actions move when a square is blank")
    {
        var side = (int)Math.Round(Math.Sqrt(answers.Count));
        if (side == 0 || side * side != answers.Count) throw new ArgumentException($"positions: expected a square number of answers, got {answers.Count}.", nameof(answers));
        return Image(image, title, [.. answers.Chunk(side).Select(row => (IReadOnlyList<double>)[.. row.Select(answer => answer.Distance)])], "mean |Δ action|, robot units");
    }

    /// <summary>Any probe: one bar an answer.</summary>
    public static Figure Answers(IReadOnlyList<ProbeAnswer> answers, string title) => Bars([.. answers.Select(answer => (answer.Change, answer.Distance))], "mean |Δ action|, robot units", title, "change");

    private static string Sentence(string note) => note == "" ? "" : char.ToUpperInvariant(note[0]) + note[1..] + ".";

    private static int Width(TapReading reading) => (int)(reading.Values.Length / Math.Max(1, reading.Shape[0]));

    private static (int Heads, int Length) Expect(TapReading pattern, int tokens, int head)
    {
        if (pattern.Shape is not [_, var heads, var from, var to] || to != tokens || from != (pattern.Rows is [var rows, ..] ? rows.GetOffsetAndLength(tokens).Length : tokens))
            throw new ArgumentException($"{pattern.Address}: expected an attention pattern [B, H, {tokens}, {tokens}], or those of its rows that were computed, got [{string.Join(", ", pattern.Shape)}]. The tap is called pattern, for example language.blocks.0.attn.pattern.", nameof(pattern));
        if (head < -1 || head >= heads) throw new ArgumentOutOfRangeException(nameof(head), $"{pattern.Address}: expected a head of 0 to {heads - 1}, or -1 for their mean, got {head}.");
        return ((int)heads, (int)from);
    }
}
