using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Oft.Host.Documents;

/// <summary>What nbformat 4.5 asks of a file, checked where it is read, so that what is written again is valid too.</summary>
/// <remarks>Source: the published JSON schema of nbformat 4.5. Older minor versions are lifted: missing ids are made up by the document.</remarks>
internal static partial class NotebookRules
{
    private static readonly string[] root = ["metadata", "nbformat", "nbformat_minor", "cells"];
    private static readonly string[] code = ["id", "cell_type", "metadata", "source", "outputs", "execution_count"];
    private static readonly string[] prose = ["id", "cell_type", "metadata", "source", "attachments"];

    /// <summary>Refuses the first thing that is not as it has to be.</summary>
    /// <exception cref="NotebookException">Names the place.</exception>
    public static JsonObject Check(JsonNode? node, string name)
    {
        var file = Is<JsonObject>(node, name);
        if (Kind(file["nbformat"]) != JsonValueKind.Number || !file["nbformat"]!.AsValue().TryGetValue(out int major)) throw Bad($"{name}: nbformat", "the number 4", file["nbformat"], "Save it from Jupyter or VS Code.");
        if (major != 4) throw Bad($"{name}: nbformat", "4", file["nbformat"], "Convert it with 'jupyter nbconvert --to notebook'.");
        if (file["nbformat_minor"] is not JsonValue minor || !minor.TryGetValue(out int number) || number < 0) throw Bad($"{name}: nbformat_minor", "a number from 0", file["nbformat_minor"], "Save it from Jupyter or VS Code.");
        Known(file, name, root);
        Metadata(file, name);
        var cells = Is<JsonArray>(file["cells"], $"{name}: cells");
        for (var i = 0; i < cells.Count; i++) Cell(cells[i], $"{name}: cells[{i}]");
        return file;
    }

    /// <summary>True for a cell id as the schema spells it.</summary>
    public static bool IsId(JsonNode? node) => Kind(node) == JsonValueKind.String && Id().IsMatch((string)node!);

    private static void Metadata(JsonObject file, string name)
    {
        file["metadata"] ??= new JsonObject();
        var metadata = Is<JsonObject>(file["metadata"], $"{name}: metadata");
        if (metadata.ContainsKey("kernelspec"))
            foreach (var member in (string[])["name", "display_name"])
                Is(Is<JsonObject>(metadata["kernelspec"], $"{name}: metadata.kernelspec")[member], JsonValueKind.String, $"{name}: metadata.kernelspec.{member}");
        if (metadata.ContainsKey("language_info"))
        {
            var language = Is<JsonObject>(metadata["language_info"], $"{name}: metadata.language_info");
            Is(language["name"], JsonValueKind.String, $"{name}: metadata.language_info.name");
            foreach (var member in (string[])["file_extension", "mimetype", "pygments_lexer"])
                if (language.ContainsKey(member)) Is(language[member], JsonValueKind.String, $"{name}: metadata.language_info.{member}");
            if (language.ContainsKey("codemirror_mode") && Kind(language["codemirror_mode"]) != JsonValueKind.String) Is<JsonObject>(language["codemirror_mode"], $"{name}: metadata.language_info.codemirror_mode");
        }
        if (metadata.ContainsKey("orig_nbformat") && !(metadata["orig_nbformat"] is JsonValue original && original.TryGetValue(out int before) && before >= 1)) throw Bad($"{name}: metadata.orig_nbformat", "a number from 1", metadata["orig_nbformat"]);
        if (metadata.ContainsKey("title")) Is(metadata["title"], JsonValueKind.String, $"{name}: metadata.title");
        if (metadata.ContainsKey("authors"))
            foreach (var author in Is<JsonArray>(metadata["authors"], $"{name}: metadata.authors"))
                Is<JsonObject>(author, $"{name}: an author in metadata.authors");
        Polyglot(metadata, name);
    }

    // What the host itself reads.
    private static void Polyglot(JsonObject metadata, string name)
    {
        if (!metadata.ContainsKey("polyglot_notebook")) return;
        var polyglot = Is<JsonObject>(metadata["polyglot_notebook"], $"{name}: metadata.polyglot_notebook");
        if (!polyglot.ContainsKey("kernelInfo")) return;
        var info = Is<JsonObject>(polyglot["kernelInfo"], $"{name}: metadata.polyglot_notebook.kernelInfo");
        if (info.ContainsKey("defaultKernelName")) Is(info["defaultKernelName"], JsonValueKind.String, $"{name}: metadata.polyglot_notebook.kernelInfo.defaultKernelName");
    }

    private static void Cell(JsonNode? node, string name)
    {
        var cell = Is<JsonObject>(node, name);
        var kind = Is(cell["cell_type"], JsonValueKind.String, $"{name}.cell_type");
        if (kind is not ("code" or "markdown" or "raw")) throw Bad($"{name}.cell_type", "code, markdown or raw", cell["cell_type"]);
        Known(cell, name, kind == "code" ? code : prose);
        Text(cell["source"], $"{name}.source");
        cell["metadata"] ??= new JsonObject();
        CellMetadata(Is<JsonObject>(cell["metadata"], $"{name}.metadata"), $"{name}.metadata", kind);
        if (cell.ContainsKey("attachments"))
            foreach (var (file, bundle) in Is<JsonObject>(cell["attachments"], $"{name}.attachments")) Bundle(bundle, $"{name}.attachments.{file}");
        if (kind != "code") return;
        if (cell["execution_count"] is { } count && !(count is JsonValue value && value.TryGetValue(out int number) && number >= 0)) throw Bad($"{name}.execution_count", "null or a number from 0", count);
        cell["execution_count"] ??= null;
        cell["outputs"] ??= new JsonArray();
        var outputs = Is<JsonArray>(cell["outputs"], $"{name}.outputs");
        for (var i = 0; i < outputs.Count; i++) Output(outputs[i], $"{name}.outputs[{i}]");
    }

    private static void CellMetadata(JsonObject metadata, string name, string kind)
    {
        if (metadata.ContainsKey("name") && Is(metadata["name"], JsonValueKind.String, $"{name}.name").Length == 0) throw Bad($"{name}.name", "some text", metadata["name"]);
        if (metadata.ContainsKey("jupyter")) Is<JsonObject>(metadata["jupyter"], $"{name}.jupyter");
        if (metadata.ContainsKey("tags"))
        {
            var seen = new HashSet<string>();
            foreach (var tag in Is<JsonArray>(metadata["tags"], $"{name}.tags"))
                if (Is(tag, JsonValueKind.String, $"a tag in {name}.tags") is var text && (text.Length == 0 || text.Contains(',') || !seen.Add(text))) throw Bad($"{name}.tags", "different tags without commas", tag);
        }
        if (kind == "raw" && metadata.ContainsKey("format")) Is(metadata["format"], JsonValueKind.String, $"{name}.format");
        if (kind == "code")
        {
            if (metadata.ContainsKey("collapsed") && Kind(metadata["collapsed"]) is not (JsonValueKind.True or JsonValueKind.False)) throw Bad($"{name}.collapsed", "true or false", metadata["collapsed"]);
            if (metadata.ContainsKey("scrolled") && !(Kind(metadata["scrolled"]) is JsonValueKind.True or JsonValueKind.False || Kind(metadata["scrolled"]) == JsonValueKind.String && (string)metadata["scrolled"]! == "auto")) throw Bad($"{name}.scrolled", "true, false or auto", metadata["scrolled"]);
            if (metadata.ContainsKey("execution"))
                foreach (var (key, time) in Is<JsonObject>(metadata["execution"], $"{name}.execution"))
                    if (key.StartsWith("iopub.", StringComparison.Ordinal) || key.StartsWith("shell.", StringComparison.Ordinal)) Is(time, JsonValueKind.String, $"{name}.execution.{key}");
        }
        foreach (var (owner, member) in (ReadOnlySpan<(string, string)>)[("polyglot_notebook", "kernelName"), ("dotnet_interactive", "language")])
            if (metadata.ContainsKey(owner) && Is<JsonObject>(metadata[owner], $"{name}.{owner}").ContainsKey(member)) Is(metadata[owner]![member], JsonValueKind.String, $"{name}.{owner}.{member}");
    }

    private static void Output(JsonNode? node, string name)
    {
        var output = Is<JsonObject>(node, name);
        var kind = Is(output["output_type"], JsonValueKind.String, $"{name}.output_type");
        switch (kind)
        {
            case "stream":
                Known(output, name, ["output_type", "name", "text"]);
                Is(output["name"], JsonValueKind.String, $"{name}.name");
                Text(output["text"], $"{name}.text");
                break;
            case "error":
                Known(output, name, ["output_type", "ename", "evalue", "traceback"]);
                Is(output["ename"], JsonValueKind.String, $"{name}.ename");
                Is(output["evalue"], JsonValueKind.String, $"{name}.evalue");
                foreach (var line in Is<JsonArray>(output["traceback"], $"{name}.traceback")) Is(line, JsonValueKind.String, $"a line of {name}.traceback");
                break;
            case "display_data" or "execute_result":
                Known(output, name, kind == "execute_result" ? ["output_type", "data", "metadata", "execution_count"] : ["output_type", "data", "metadata"]);
                Bundle(output["data"], $"{name}.data");
                output["metadata"] ??= new JsonObject();
                Is<JsonObject>(output["metadata"], $"{name}.metadata");
                if (output["execution_count"] is { } count && !(count is JsonValue value && value.TryGetValue(out int number) && number >= 0)) throw Bad($"{name}.execution_count", "null or a number from 0", count);
                if (kind == "execute_result") output["execution_count"] ??= null;
                break;
            default:
                throw Bad($"{name}.output_type", "stream, error, display_data or execute_result", output["output_type"]);
        }
    }

    private static void Bundle(JsonNode? node, string name)
    {
        foreach (var (mime, data) in Is<JsonObject>(node, name))
            if (!IsJson(mime)) Text(data, $"{name}['{mime}']");
    }

    /// <summary>True for MIME types whose data is JSON itself, not text.</summary>
    public static bool IsJson(string mime) => mime == "application/json" || mime.EndsWith("+json", StringComparison.Ordinal) && mime.StartsWith("application/", StringComparison.Ordinal);

    private static void Text(JsonNode? node, string name)
    {
        if (Kind(node) == JsonValueKind.String) return;
        if (node is not JsonArray lines) throw Bad(name, "a string or a list of strings", node);
        foreach (var line in lines) Is(line, JsonValueKind.String, $"a line of {name}");
    }

    private static void Known(JsonObject json, string name, string[] members)
    {
        foreach (var (key, _) in json)
            if (!members.Contains(key)) throw new NotebookException($"{name}: member '{Short(key)}' is not part of nbformat 4.5, which has: {string.Join(", ", members)}. Keep what is your own in metadata.");
    }

    private static T Is<T>(JsonNode? node, string name) where T : JsonNode => node as T ?? throw Bad(name, typeof(T) == typeof(JsonObject) ? "an object" : "a list", node);

    private static string Is(JsonNode? node, JsonValueKind kind, string name) => Kind(node) == kind ? (string)node! : throw Bad(name, "a string", node);

    private static JsonValueKind Kind(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    private static NotebookException Bad(string name, string expected, JsonNode? came, string advice = "Save the notebook again from an editor that knows .ipynb.") =>
        new($"{name}: expected {expected}, got {(came is null ? "nothing" : Short(came.ToJsonString()))}. {advice}");

    private static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";

    [GeneratedRegex("^[a-zA-Z0-9-_]{1,64}\\z")]
    private static partial Regex Id();
}
