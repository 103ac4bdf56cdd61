using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using Oft.Host.Cells;
using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Running;

/// <summary>Values given on the command line: variables set after the cell tagged <c>parameters</c>, and answers to questions.</summary>
internal sealed class Parameters(IReadOnlyDictionary<string, string> given) : IInputSource
{
    /// <summary>The tag of the cell that sets them, as other tools write it.</summary>
    public const string Tag = "injected-parameters";

    private readonly HashSet<string> answered = [];

    /// <inheritdoc/>
    public Task<string?> AskAsync(string name, string prompt, bool password)
    {
        foreach (var key in (string[])[name, prompt, prompt.TrimEnd(' ', ':', '?')])
            if (key.Length > 0 && given.TryGetValue(key, out var value))
            {
                answered.Add(key);
                return Task.FromResult<string?>(value);
            }
        return Task.FromResult<string?>(null);
    }

    /// <summary>Puts the cell that sets them into a notebook: behind the one tagged <c>parameters</c>, else before the first code cell.</summary>
    /// <returns>Its index, null where nothing is given or the notebook only answers questions with it.</returns>
    public int? Place(NotebookDocument document)
    {
        var old = document.Cells.ToList().FindIndex(cell => cell.Tags.Contains(Tag));
        var names = given.Keys.Where(SyntaxFacts.IsValidIdentifier).ToList();
        if (names.Count == 0) return null;
        if (old < 0)
        {
            var tagged = document.Cells.ToList().FindIndex(cell => cell.Tags.Contains("parameters"));
            old = tagged >= 0 ? tagged + 1 : Math.Max(0, document.Cells.ToList().FindIndex(cell => cell.Kind == CellKind.Code));
            document.Insert(old, NotebookCell.Create(CellKind.Code, "", Tag));
            document.Cells[old].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray(Tag);
        }
        document.Cells[old].Source = "";                                        // written when the variables' types are known
        return old;
    }

    /// <summary>The code that sets them: an assignment where the variable is there, a declaration where it is not.</summary>
    /// <exception cref="CellFault">A value does not fit its variable.</exception>
    public string Code(IReadOnlyList<ScriptVariable> variables) =>
        string.Join('\n', given.Where(one => SyntaxFacts.IsValidIdentifier(one.Key)).Select(one =>
            variables.FirstOrDefault(variable => variable.Name == one.Key) is { } variable ? $"{one.Key} = {Literal(one.Key, one.Value, variable.Type)};" : $"var {one.Key} = {Literal(one.Key, one.Value, Guess(one.Value))};"));

    private static Type Guess(string value) =>
        bool.TryParse(value, out _) ? typeof(bool)
        : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? typeof(int)
        : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? typeof(long)
        : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? typeof(double) : typeof(string);

    private static string Literal(string name, string value, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (inner == typeof(string) || inner == typeof(object)) return SymbolDisplay.FormatLiteral(value, quote: true);
        try
        {
            if (inner.IsEnum) return $"({inner.FullName!.Replace('+', '.')})System.Enum.Parse(typeof({inner.FullName!.Replace('+', '.')}), {SymbolDisplay.FormatLiteral(Enum.Parse(inner, value, ignoreCase: true).ToString()!, quote: true)})";
            if (inner == typeof(TimeSpan)) return $"System.TimeSpan.FromTicks({TimeSpan.Parse(value, CultureInfo.InvariantCulture).Ticks}L)";
            if (inner.IsPrimitive || inner == typeof(decimal)) return $"({SyntaxName(inner)}){Number(Convert.ChangeType(value, inner, CultureInfo.InvariantCulture))}";
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new CellFault("ParameterError", $"parameter '{name}': expected a value of type {inner.Name}, got '{value}'.");
        }
        throw new CellFault("ParameterError", $"parameter '{name}': a variable of type {type.Name} cannot be set from the command line; texts, numbers, truth values, enumerations and time spans can.");
    }

    private static string Number(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        char one => SymbolDisplay.FormatLiteral(one, quote: true),
        double.NaN => "double.NaN",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
        _ => $"({Convert.ToString(value, CultureInfo.InvariantCulture)})",
    };

    private static string SyntaxName(Type type) => $"global::{type.FullName}";
}
