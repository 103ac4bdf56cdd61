using System.Net;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;
using Oft.Host.Documents;
using Oft.Host.Scripting;
using Oft.Lab.Runs;

namespace Oft.Host.Cells;

/// <summary>What the directives that only tell something answer.</summary>
internal static class Answers
{
    /// <summary>Names of variables.</summary>
    public static MimeBundle Who(IReadOnlyList<ScriptVariable> variables)
    {
        var names = string.Join(", ", variables.Select(variable => variable.Name));
        return new([new("text/html", $"<div class=\"dni-plaintext\"><pre>{Text(names)}</pre></div>"), new("text/plain", names)]);
    }

    /// <summary>Variables with their types and values.</summary>
    public static MimeBundle Whos(IReadOnlyList<ScriptVariable> variables) => new(
    [
        new("text/html", $"<table><thead><tr><th>Variable</th><th>Type</th><th>Value</th></tr></thead><tbody>{string.Concat(variables.Select(variable => $"<tr><td>{Text(variable.Name)}</td><td>{Text(TypeName(variable.Type))}</td><td>{Text(Plain(variable.Value))}</td></tr>"))}</tbody></table>"),
        new("text/plain", string.Join('\n', variables.Select(variable => $"{variable.Name} ({TypeName(variable.Type)}): {Plain(variable.Value)}"))),
    ]);

    /// <summary>Every directive with what it does.</summary>
    public static MimeBundle Directives()
    {
        List<(string Name, string Does)> all = [.. Languages.Offered.Select(language => ($"#!{language}", $"the lines that follow are {language}")), .. CellSplitter.Actions.Select(action => (action.Key, action.Value))];
        return new(
        [
            new("text/html", $"<table><tbody>{string.Concat(all.Select(one => $"<tr><td><code>{Text(one.Name)}</code></td><td>{Text(one.Does)}</td></tr>"))}</tbody></table>"),
            new("text/plain", string.Join('\n', all.Select(one => $"{one.Name}  {one.Does}"))),
        ]);
    }

    /// <summary>What runs the cell.</summary>
    public static MimeBundle About()
    {
        (string, string)[] facts = [("Host", "oft, the notebook host of OftNotebooks"), ("Commit", Checkout.Commit), ("Runtime", RuntimeInformation.FrameworkDescription), ("System", RuntimeInformation.OSDescription), ("C#", "14, script")];
        return new(
        [
            new("text/html", $"<table><tbody>{string.Concat(facts.Select(fact => $"<tr><th>{Text(fact.Item1)}</th><td>{Text(fact.Item2)}</td></tr>"))}</tbody></table>"),
            new("text/plain", string.Join('\n', facts.Select(fact => $"{fact.Item1}: {fact.Item2}"))),
        ]);
    }

    private static string Plain(object? value)
    {
        var text = Formatter.ToDisplayString(value!, "text/plain").ReplaceLineEndings(" ");
        return text.Length > 200 ? text[..199] + "…" : text;
    }

    private static string TypeName(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : type.Name;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
