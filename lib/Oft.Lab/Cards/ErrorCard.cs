using System.Text.RegularExpressions;

namespace Oft.Lab.Cards;

/// <summary>An error as a reader needs it: what was expected, what came, what to do next, and the line of the cell.</summary>
/// <param name="Kind">The exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Where">Cell and line, nearest first; empty where the host keeps no lines.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed partial record ErrorCard(string Kind, string Message, IReadOnlyList<string> Where) : ICard
{
    /// <summary>The card of an exception; one that only wraps another gives way to it.</summary>
    public static ErrorCard Of(Exception error)
    {
        while (error is AggregateException or System.Reflection.TargetInvocationException or TypeInitializationException && error.InnerException is { } inner) error = inner;
        return new(error.GetType().Name, error.Message, Lines(error.StackTrace ?? ""));
    }

    /// <summary>The lines of cells in a stack trace, as "cell 3, line 2".</summary>
    public static IReadOnlyList<string> Lines(string stackTrace) =>
        [.. CellLine().Matches(stackTrace).Select(match => $"cell {match.Groups[1].Value}, line {match.Groups[2].Value}").Distinct()];

    /// <inheritdoc/>
    public string ToHtml()
    {
        var where = Where.Count == 0 ? "" : $"<div class=\"oft-muted\">{Markup.Text(string.Join(" ← ", Where))}</div>";
        return Markup.Card("note oft-error", $"<span class=\"oft-sign\" aria-hidden=\"true\">✘</span><div><strong>{Markup.Text(Kind)}</strong><pre>{Markup.Text(Message)}</pre>{where}</div>", "role=\"alert\"");
    }

    /// <inheritdoc/>
    public string ToText() => $"✘ {Markup.Clean(Kind)}: {Markup.Clean(Message)}{(Where.Count == 0 ? "" : $"\n  at {Markup.Clean(string.Join(", from ", Where))}")}";

    /// <inheritdoc/>
    public override string ToString() => ToText();

    // The notebook hosts name the file of a cell cellN.csx.
    [GeneratedRegex(@"cell(\d+)\.csx:line (\d+)")]
    private static partial Regex CellLine();
}
