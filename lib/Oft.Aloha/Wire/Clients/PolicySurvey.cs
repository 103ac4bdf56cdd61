using System.Net;
using System.Text.Json;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Clients;

/// <summary>Looks at a policy's server from outside: one <c>GET /info</c>. The policy itself is asked nothing.</summary>
public static class PolicySurvey
{
    private const int LargestAnswer = 1 << 16;

    /// <summary>Whether a server is there and, where it says so, answers for this robot.</summary>
    /// <param name="act">Its <c>/act</c>.</param>
    /// <param name="robot">Who would ask.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<(bool Fits, string Found)> Look(Uri act, RobotSpec robot, CancellationToken cancel = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = LargestAnswer };
        try
        {
            using var answer = await http.GetAsync(new Uri(act, "/info"), cancel).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK) return (true, $"{act} is there and says nothing of itself (status {(int)answer.StatusCode}), as the published server does");
            using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false));
            var wrong = new List<string>();
            foreach (var (name, expected) in ((string, int)[])[("proprio_width", robot.ProprioWidth), ("action_width", robot.ActionWidth), ("chunk_length", robot.ChunkLength)])
                if (!said.RootElement.TryGetProperty(name, out var value) || !value.TryGetInt32(out var number) || number != expected) wrong.Add($"{name} is {(value.ValueKind == JsonValueKind.Undefined ? "not said" : value.ToString())}, {expected} is expected");
            return wrong.Count == 0 ? (true, $"{act} answers for {robot.Name}: chunks of [{robot.ChunkLength}, {robot.ActionWidth}]") : (false, $"{act}: {string.Join("; ", wrong)}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException || e is TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return (false, $"{act}: {e.Message}");
        }
    }
}
