using System.Text.Json.Nodes;
using Oft.Host.Cells;

namespace Oft.Host.Jupyter;

/// <summary>Asks the person at the client that sent the running cell.</summary>
/// <param name="ask">Sends the content of an input_request to that client; false where it cannot be asked.</param>
internal sealed class JupyterInput(Func<JsonObject, bool> ask) : IInputSource
{
    private TaskCompletionSource<string?>? waiting;

    /// <inheritdoc/>
    public async Task<string?> AskAsync(string name, string prompt, bool password)
    {
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting = answer;
        if (!ask(new JsonObject { ["prompt"] = prompt.Length > 0 ? prompt : name, ["password"] = password })) return null;
        using var end = Microsoft.DotNet.Interactive.KernelInvocationContext.Current?.CancellationToken.Register(() => answer.TrySetCanceled());
        return await answer.Task;
    }

    /// <summary>The person has answered.</summary>
    public void Answer(string value) => waiting?.TrySetResult(value);
}
