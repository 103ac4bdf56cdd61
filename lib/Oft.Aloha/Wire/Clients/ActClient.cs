using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Oft.Aloha.Wire.Act;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Clients;

/// <summary>A policy on the other side of <c>POST /act</c>: upstream's Python server, or <c>oft serve</c>.</summary>
/// <remarks>
/// Every question opens a connection of its own, as upstream's client does. A question is asked again only where the server has certainly
/// not acted: once where nothing was sent, and while the budget lasts where it said 503. Anything but K arrays [A] of finite numbers is no chunk.
/// </remarks>
public sealed class ActClient : IPolicy, IDisposable
{
    private static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(20);
    private readonly HttpClient http;
    private readonly Uri address;
    private readonly RobotSpec robot;
    private readonly ClientSettings settings;
    private ArrayBufferWriter<byte>? room;

    /// <summary>Prepares questions; nothing is sent yet.</summary>
    /// <param name="address">The server; <c>/act</c> is added where no path is given.</param>
    /// <param name="robot">What it is asked for.</param>
    /// <param name="settings">Times, token, conventions.</param>
    public ActClient(Uri address, RobotSpec robot, ClientSettings? settings = null)
    {
        this.address = address.AbsolutePath == "/" ? new Uri(address, "/act") : address;
        (this.robot, this.settings) = (robot, settings ?? new ClientSettings());
        http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = this.settings.Connect, PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = this.settings.LargestAnswer,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="NoChunkException">The server gave no chunk.</exception>
    public ActionChunk Act(Observation observation) => Ask(ActMessages.Request(observation)).GetAwaiter().GetResult();

    /// <summary>Asks with members of any kind, without holding a thread.</summary>
    /// <exception cref="NoChunkException">The server gave no chunk.</exception>
    public async Task<ActionChunk> Ask(WireMap request)
    {
        // Half a megabyte a question: the room is used again, by one question at a time, and is left to one that ended otherwise than with a chunk.
        var mine = Interlocked.Exchange(ref room, null) ?? new ArrayBufferWriter<byte>(4096);
        var chunk = await Ask(JsonNumpyWriter.Write(request, into: mine));
        room = mine;
        return chunk;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<ActionChunk> Ask(ReadOnlyMemory<byte> body)
    {
        using var budget = new CancellationTokenSource(settings.Budget);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    using var answer = await Post(body, budget.Token);
                    if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) return await Chunk(answer, budget.Token);
                    var pause = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
                    await Task.Delay(pause > shortestPause ? pause : shortestPause, budget.Token);
                }
                catch (HttpRequestException broken) when (broken.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
                {
                    if (attempt > 1) throw new NoChunkException(NoChunkReason.NotReached, $"{address}: {broken.Message}", broken);
                }
                catch (HttpRequestException broken)
                {
                    throw new NoChunkException(NoChunkReason.Broken, $"{address}: {broken.Message}", broken);
                }
            }
        }
        catch (OperationCanceledException late) when (budget.IsCancellationRequested)
        {
            throw new NoChunkException(NoChunkReason.TimedOut, $"{address}: no chunk within {settings.Budget.TotalSeconds:0.###} s.", late);
        }
        catch (OperationCanceledException late)
        {
            throw new NoChunkException(NoChunkReason.NotReached, $"{address}: no connection within {settings.Connect.TotalSeconds:0.###} s.", late);
        }
    }

    private async Task<HttpResponseMessage> Post(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (settings.Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, cancellation);
    }

    private async Task<ActionChunk> Chunk(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new NoChunkException(NoChunkReason.Refused, $"{address}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 200)))}");
        try
        {
            return Grippers.ToWorld(ActMessages.Chunk(JsonNumpyReader.Read(bytes), robot.ActionWidth, settings.ChunkLength), settings.Gripper);
        }
        catch (WireException odd)
        {
            var why = answer.Headers.TryGetValues("X-Oft-Error", out var words) ? $" The server says: {string.Join(" ", words)}" : "";
            throw new NoChunkException(NoChunkReason.Malformed, $"{address}: {odd.Message}{why}", odd);
        }
    }
}
