using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Cells;

/// <summary>Values that are kept by name and carried between languages: <c>#!value</c>, <c>#!set</c>, <c>#!share</c>.</summary>
internal sealed class CellValues(ScriptSession session, CellKernel kernel)
{
    private static readonly Dictionary<string, object?> handed = [];
    private readonly Dictionary<string, string> kept = [];
    private readonly Dictionary<string, string> scripts = [];

    /// <summary>What a submission takes over; called by code the host writes itself.</summary>
    public static object? Take(string key)
    {
        handed.Remove(key, out var value);
        return value;
    }

    /// <summary>Keeps the text of a <c>#!value</c> cell and returns what it shows.</summary>
    public MimeBundle Keep(CellPart part, string folder)
    {
        var directive = part.Directive ?? throw new CellFault("DirectiveError", "expected #!value --name NAME before the text of a value cell.");
        var name = directive.Option("--name") ?? throw directive.Fault("expected --name NAME.");
        var text = part.Code!;
        if (directive.Option("--from-file") is { } file)
        {
            var path = Path.Combine(folder, file);
            text = File.Exists(path) ? File.ReadAllText(path) : throw directive.Fault($"there is no file {path}.");
        }
        else if (directive.Has("--from-url") || directive.Has("--from-value")) throw directive.Fault("only text in the cell and --from-file are offered here.");
        kept[name] = text;
        return MimeBundle.Of(directive.Option("--mime-type") ?? "text/plain", text);
    }

    /// <summary><c>#!set --name n --value v [--byref] [--mime-type m]</c></summary>
    public async Task SetAsync(Directive directive, string language, CancellationToken cancellation)
    {
        var name = directive.Option("--name") ?? throw directive.Fault("expected --name NAME.");
        var value = directive.Option("--value") ?? throw directive.Fault("expected --value VALUE.");
        var mime = directive.Option("--mime-type");
        if (!value.StartsWith('@')) await DeclareAsync(directive, name, value is ['{' or '[', ..] && Json(value) is { } json ? json : value, language, cancellation);
        else if (value == "@password" || value.StartsWith("@password:", StringComparison.Ordinal) || value == "@input" || value.StartsWith("@input:", StringComparison.Ordinal))
        {
            var secret = value.StartsWith("@password", StringComparison.Ordinal);
            var answer = await kernel.AskAsync(name, Prompt(value), secret);
            await DeclareAsync(directive, name, secret ? new Microsoft.DotNet.Interactive.PasswordString(answer) : answer, language, cancellation);
        }
        else
        {
            var (source, variable) = value.IndexOf(':') is > 0 and var colon ? (value[1..colon], value[(colon + 1)..]) : (Languages.CSharp, value[1..]);
            await CarryAsync(directive, source, variable, name, mime, directive.Has("--byref"), language, cancellation);
        }
    }

    /// <summary><c>#!share name --from language [--as other] [--mime-type m]</c></summary>
    public Task ShareAsync(Directive directive, string language, CancellationToken cancellation)
    {
        var name = directive.Plain() ?? throw directive.Fault("expected the name of a variable.");
        var source = directive.Option("--from") ?? throw directive.Fault("expected --from LANGUAGE.");
        return CarryAsync(directive, source, name, directive.Option("--as") ?? name, directive.Option("--mime-type"), byReference: Languages.Find(source) == language, language, cancellation);
    }

    /// <summary>Shared values as declarations in front of a script.</summary>
    public string JavaScript() => string.Concat(scripts.Select(script => $"const {script.Key} = {script.Value};\n"));

    private async Task CarryAsync(Directive directive, string source, string variable, string name, string? mime, bool byReference, string language, CancellationToken cancellation)
    {
        switch (Languages.Find(source))
        {
            case "value":
                if (!kept.TryGetValue(variable, out var text)) throw directive.Fault($"value '{variable}' does not exist; there are: {(kept.Count == 0 ? "none" : string.Join(", ", kept.Keys))}.");
                await DeclareAsync(directive, name, text, language, cancellation);
                break;
            case Languages.CSharp:
                var found = session.Variables.FirstOrDefault(one => one.Name == variable) ?? throw directive.Fault($"variable '{variable}' does not exist; there are: {string.Join(", ", session.Variables.Select(one => one.Name))}.");
                if (mime is not null) await DeclareAsync(directive, name, Formatter.ToDisplayString(found.Value, mime).ReplaceLineEndings("\n"), language, cancellation);
                else if (byReference && language == Languages.CSharp) await session.RunAsync($"var {Identifier(directive, name)} = {variable};", "set.csx", null, cancellation);
                else if (byReference) throw directive.Fault($"--byref works between C# variables, not into {language}.");
                else await DeclareAsync(directive, name, Plain(JsonSerializer.SerializeToDocument(found.Value, found.Type)), language, cancellation);
                break;
            default:
                throw directive.Fault($"'{source}' keeps no variables here; there are: csharp, value.");
        }
    }

    private async Task DeclareAsync(Directive directive, string name, object? value, string language, CancellationToken cancellation)
    {
        switch (language)
        {
            case Languages.CSharp:
                var type = value switch { null => "object", string => "string", double => "double", bool => "bool", JsonDocument => "global::System.Text.Json.JsonDocument", _ => $"global::{value.GetType().FullName}" };
                var key = Guid.NewGuid().ToString("N");
                handed[key] = value;
                await session.RunAsync($"{type} {Identifier(directive, name)} = ({type})global::Microsoft.DotNet.Interactive.HandedValues.Take(\"{key}\");", "set.csx", null, cancellation);
                break;
            case "value":
                kept[name] = value is JsonDocument json ? json.RootElement.GetRawText() : $"{value}";
                break;
            case "javascript":
                scripts[Identifier(directive, name)] = value is JsonDocument document ? document.RootElement.GetRawText() : JsonSerializer.Serialize(value);
                break;
            default:
                throw directive.Fault($"{language} keeps no variables.");
        }
    }

    // As the other hosts do it: numbers become double, texts string, the rest stays JSON.
    private static object? Plain(JsonDocument json) => json.RootElement.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => json.RootElement.GetString(),
        JsonValueKind.Number => json.RootElement.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => json.RootElement.GetBoolean(),
        _ => json,
    };

    private static object? Json(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // @input:"prompt" or @input:{"prompt":"…"}
    private static string Prompt(string value)
    {
        if (value.IndexOf(':') is not (> 0 and var colon)) return "";
        var text = value[(colon + 1)..];
        return text is ['{', ..] && Json(text) is JsonDocument json && json.RootElement.TryGetProperty("prompt", out var prompt) ? prompt.ToString() : text;
    }

    private static string Identifier(Directive directive, string name) => SyntaxFacts.IsValidIdentifier(name) ? name : throw directive.Fault($"expected a name for a variable, got '{name}'.");
}
