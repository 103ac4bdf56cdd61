using System.Text.Json.Nodes;

namespace Oft.Host.Jupyter;

/// <summary>Answers to the questions clients ask beside running cells.</summary>
/// <param name="execution">The cells they ask about.</param>
internal sealed class ShellAnswers(CellExecution execution)
{
    private readonly CodeInsight insight = new(execution.Kernel.Session);

    /// <summary>The content of the reply, null for a message that is not known.</summary>
    public Task<JsonObject?> AnswerAsync(JupyterMessage message) => Task.Run(() => message.Type switch
    {
        "kernel_info_request" => About(),
        "complete_request" => Complete(Code(message), Position(message)),
        "inspect_request" => Inspect(Code(message), Position(message)),
        "is_complete_request" => IsComplete(Code(message)),
        "history_request" => new JsonObject { ["status"] = "ok", ["history"] = execution.History.Answer(message.Content) },
        "comm_info_request" => new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() },
        "execute_request" or "debug_request" => new JsonObject { ["status"] = "error", ["ename"] = "NotOffered", ["evalue"] = $"{message.Type} is not offered on this channel.", ["traceback"] = new JsonArray() },
        _ => null,
    });

    private static JsonObject About() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = JupyterMessage.Version,
        ["implementation"] = "oft",
        ["implementation_version"] = typeof(ShellAnswers).Assembly.GetName().Version!.ToString(),
        ["language_info"] = new JsonObject { ["name"] = "C#", ["version"] = "14.0", ["mimetype"] = "text/x-csharp", ["file_extension"] = ".cs", ["pygments_lexer"] = "csharp", ["codemirror_mode"] = "text/x-csharp" },
        ["banner"] = "OftNotebooks: C# 14 script on .NET 10",
        ["help_links"] = new JsonArray(),
        ["debugger"] = false,
    };

    private JsonObject Complete(string code, int cursor)
    {
        var position = CodePoints.ToUtf16(code, cursor);
        var (start, matches) = insight.Complete(code, position);
        var first = CodePoints.FromUtf16(code, start);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. matches.Select(match => (JsonNode)match.Name)]),
            ["cursor_start"] = first,
            ["cursor_end"] = cursor,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. matches.Select(match => (JsonNode)new JsonObject { ["text"] = match.Name, ["type"] = match.Kind, ["signature"] = match.Signature, ["start"] = first, ["end"] = cursor })]),
            },
        };
    }

    private JsonObject Inspect(string code, int cursor)
    {
        var text = SymbolText.Of(insight.Meant(code, CodePoints.ToUtf16(code, cursor)));
        var data = new JsonObject();
        if (text.Length > 0) data["text/plain"] = text;
        return new JsonObject { ["status"] = "ok", ["found"] = text.Length > 0, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private static JsonObject IsComplete(string code)
    {
        var (status, indent) = CodeInsight.Completeness(code);
        var reply = new JsonObject { ["status"] = status };
        if (status == "incomplete") reply["indent"] = indent;
        return reply;
    }

    private static string Code(JupyterMessage message) => message.Content["code"] is JsonValue value && value.TryGetValue(out string? code) ? code : "";

    private static int Position(JupyterMessage message) => message.Content["cursor_pos"] is JsonValue value && value.TryGetValue(out int position) ? Math.Max(0, position) : int.MaxValue;
}
