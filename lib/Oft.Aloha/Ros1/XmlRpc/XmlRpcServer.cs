using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Oft.Aloha.Ros1.XmlRpc;

/// <summary>Answers calls at <c>/</c> and <c>/RPC2</c>. A document of a megabyte, a header within five seconds, 64 connections: more is turned away.</summary>
public sealed class XmlRpcServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly IReadOnlyDictionary<string, Func<object[], object>> methods;

    private XmlRpcServer(WebApplication application, IReadOnlyDictionary<string, Func<object[], object>> methods) => (this.application, this.methods) = (application, methods);

    /// <summary>The port it listens at.</summary>
    public int Port { get; private set; }

    /// <summary>Starts a server.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">0 for any that is free.</param>
    /// <param name="methods">By name; what they throw becomes a fault.</param>
    public static async Task<XmlRpcServer> Start(IPAddress address, int port, IReadOnlyDictionary<string, Func<object[], object>> methods)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = XmlRpcReader.Limit;
            kestrel.Limits.MaxConcurrentConnections = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(100, TimeSpan.FromSeconds(5));
        });
        var server = new XmlRpcServer(builder.Build(), methods);
        server.application.Run(server.Answer);
        await server.application.StartAsync().ConfigureAwait(false);
        server.Port = new Uri(server.application.Urls.First()).Port;
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Answer(HttpContext context)
    {
        context.Response.StatusCode = context.Request.Method != "POST" ? 501 : context.Request.Path.Value is not ("/" or "/RPC2") ? 404 : 200;
        if (context.Response.StatusCode != 200) return;
        byte[] answer;
        try
        {
            answer = Reply(await Body(context.Request, context.RequestAborted).ConfigureAwait(false));
        }
        catch (Exception e) when (e is XmlRpcException or InvalidDataException)
        {
            answer = XmlRpcWriter.Fault(1, e.Message);
        }
        context.Response.ContentType = "text/xml";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    private byte[] Reply(byte[] document)
    {
        var (method, parameters) = XmlRpcReader.Call(document);
        return XmlRpcWriter.Response(method == "system.multicall" ? Several(parameters) : One(method, parameters));
    }

    private object One(string method, object[] parameters)
    {
        if (!methods.TryGetValue(method, out var answer)) throw new XmlRpcException($"method \"{method}\" is not supported");
        return answer(parameters);
    }

    // rospy takes its leave with several calls in one.
    private object[] Several(object[] parameters) => parameters is [object[] calls]
        ? [.. calls.Select(x => x is Dictionary<string, object> call && call.GetValueOrDefault("methodName") is string name && name != "system.multicall" && call.GetValueOrDefault("params") is object[] values
            ? new[] { One(name, values) } : throw new XmlRpcException("system.multicall takes a list of {methodName, params}."))]
        : throw new XmlRpcException("system.multicall takes one list.");

    private static async Task<byte[]> Body(HttpRequest request, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory, cancel).ConfigureAwait(false);
        if (request.Headers.ContentEncoding != "gzip") return memory.ToArray();
        memory.Position = 0;
        using var gzip = new GZipStream(memory, CompressionMode.Decompress);
        var plain = new byte[XmlRpcReader.Limit + 1];
        var length = await gzip.ReadAtLeastAsync(plain, plain.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return plain[..length];                                                 // a byte too many is refused by the reader
    }
}
