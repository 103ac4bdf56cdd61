using System.Net;
using System.Net.Http.Headers;

namespace Oft.Aloha.Ros1.XmlRpc;

/// <summary>Calls methods of masters and nodes. One for a whole node: connections are kept and shared.</summary>
/// <param name="timeout">For one call, connecting included; 2 s by default.</param>
public sealed class XmlRpcClient(TimeSpan? timeout = null) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip, ConnectTimeout = TimeSpan.FromSeconds(1), UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = timeout ?? TimeSpan.FromSeconds(2),
        MaxResponseContentBufferSize = XmlRpcReader.Limit,
    };

    /// <summary>Calls a method.</summary>
    /// <param name="uri">The peer, as it announced itself.</param>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">As <see cref="XmlRpcWriter"/> knows them.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The answer's value.</returns>
    /// <exception cref="XmlRpcException">The peer did not answer, or not with XML-RPC, or with a fault.</exception>
    public async Task<object> Call(Uri uri, string method, IReadOnlyList<object> parameters, CancellationToken cancel = default)
    {
        using var content = new ByteArrayContent(XmlRpcWriter.Call(method, parameters));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml");
        try
        {
            using var answer = await http.PostAsync(uri, content, cancel).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK) throw new XmlRpcException($"{uri} answers {method} with status {(int)answer.StatusCode}.");
            return XmlRpcReader.Response(await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new XmlRpcException($"{uri} does not answer {method}: {e.Message}", inner: e);
        }
    }

    /// <summary>Calls a method of ROS, whose answers are [code, message, value].</summary>
    /// <exception cref="XmlRpcException">No answer, another form, or a code other than 1; then the message says why.</exception>
    public async Task<object> Ros(Uri uri, string method, IReadOnlyList<object> parameters, CancellationToken cancel = default) =>
        await Call(uri, method, parameters, cancel).ConfigureAwait(false) switch
        {
            object[] and [1, string, var value] => value,
            object[] and [int code, string message, _] => throw new XmlRpcException($"{uri} refuses {method} with code {code}: {message}"),
            _ => throw new XmlRpcException($"{uri} answers {method} with something else than [code, message, value]."),
        };

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
