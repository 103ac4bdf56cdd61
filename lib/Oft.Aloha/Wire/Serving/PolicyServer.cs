using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.OpenPi;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Serving;

/// <summary>Serves a policy to upstream's clients, to older OpenVLA clients and to openpi's.</summary>
/// <remarks>
/// <code>
/// POST /act             OpenVLA-OFT: pictures, state, sentence ─► K actions
/// POST /openvla/act     OpenVLA: one picture, sentence ─► one action
/// WebSocket, any path   openpi: MessagePack both ways
/// GET  /healthz /info /metrics
/// </code>
/// One question is answered at a time. Nothing is answered to who does not show the token, nor, without one, to another machine.
/// A page in a browser cannot use it either: a foreign <c>Origin</c> is refused.
/// </remarks>
public sealed class PolicyServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly PolicyThread thread;
    private readonly ServeSettings settings;
    private readonly ServedPolicy served;
    private readonly BodyBudget budget;
    private readonly JsonRoute act, openVla;
    private readonly OpenPiRoute openPi;
    private readonly byte[]? token;

    private PolicyServer(WebApplication app, IPolicy policy, RobotSpec robot, ServeSettings settings, Func<object?, WireMap>? openPiInfer)
    {
        (this.app, this.settings) = (app, settings);
        thread = new PolicyThread(settings.Queue);
        served = new ServedPolicy(policy, robot, thread, Metrics);
        budget = new BodyBudget(settings.LargestBody, settings.AllBodies);
        token = settings.Token is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
        act = new JsonRoute("act", map => ActMessages.Observation(map, robot), served, ActMessages.Answer, budget, Metrics);
        openVla = new JsonRoute("openvla", map => OpenVlaMessages.Observation(map, robot, settings.Statistics), served, OpenVlaMessages.Answer, budget, Metrics);
        openPi = new OpenPiRoute(openPiInfer is null ? OpenPiInfer : (request, cancellation) => thread.Ask(() => openPiInfer(request), patient: true, cancellation), settings, budget, Metrics);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What it has done.</summary>
    public ServeMetrics Metrics { get; } = new();

    /// <summary>Bytes of bodies held now.</summary>
    public long BodyBytes => budget.Taken;

    /// <summary>Starts serving.</summary>
    /// <param name="policy">Any policy; it is asked from one thread.</param>
    /// <param name="robot">What it sees and answers.</param>
    /// <param name="settings">Where, to whom, how much.</param>
    /// <param name="openPi">Answers openpi's messages instead of the policy: for policies with other keys.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="ArgumentException">Other machines could reach it and nothing was said about that.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PolicyServer> Start(IPolicy policy, RobotSpec robot, ServeSettings? settings = null, Func<object?, WireMap>? openPi = null, CancellationToken cancellation = default)
    {
        var chosen = (settings ?? new ServeSettings()).Checked();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, chosen));
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, WideBlocks>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        var app = builder.Build();
        var server = new PolicyServer(app, policy, robot, chosen, openPi);
        app.Run(server.Handle);
        try
        {
            await app.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends serving; a question being answered is answered first.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        thread.Dispose();
    }

    private static void Limit(KestrelServerOptions kestrel, ServeSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;                                   // counted by BodyBudget, which also answers in JSON
        kestrel.Limits.MaxRequestHeadersTotalSize = 128 << 10;
        kestrel.Limits.MaxRequestBufferSize = 256 << 10;
        kestrel.Limits.MaxConcurrentConnections = settings.Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = settings.Connections;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(settings.SlowestBody, settings.Patience);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(settings.SlowestBody, settings.Patience);
        kestrel.Limits.RequestHeadersTimeout = settings.Patience;
        kestrel.Limits.KeepAliveTimeout = settings.Idle;
        kestrel.Listen(settings.Address, settings.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => FirstHead.Before(next, settings.Patience));
        });
    }

    private async Task Handle(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (token is null && !settings.OpenToAll && !IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            context.Abort();
            return;
        }
        response.Headers["X-Oft-Request-Id"] = request.Headers["X-Oft-Request-Id"] is [{ Length: > 0 and <= 64 } id] && id.All(x => x is > ' ' and <= '~') ? id : Guid.NewGuid().ToString("N");
        if (!Known(request))
        {
            (response.Headers.WWWAuthenticate, response.Headers.Connection) = ("Bearer", "close");
            await Json(context, 401, "Unauthorized");
        }
        else if (Foreign(request)) await Json(context, 403, "requests from web pages are not served");
        else if (request.Headers.Upgrade.Any(x => "websocket".Equals(x, StringComparison.OrdinalIgnoreCase))) await openPi.Handle(context);
        else await Route(context);
    }

    private Task Route(HttpContext context) => (context.Request.Path.Value, context.Request.Method) switch
    {
        ("/act", "POST") => act.Handle(context),
        ("/openvla/act", "POST") => openVla.Handle(context),
        ("/act" or "/openvla/act", _) => NotAllowed(context),
        ("/act/" or "/openvla/act/", _) => Redirect(context),
        ("/healthz", "GET") when !context.Request.QueryString.HasValue && context.Request.Protocol == "HTTP/1.1" => OpenPiRoute.Text(context, 200, "OK\n"),
        ("/healthz", not "GET") => Hang(context),                                    // Upstream: openpi's server closes without an answer
        (_, "GET") when context.Request.Protocol != "HTTP/1.1" => Hang(context),
        ("/info", "GET") => JsonRoute.Write(context, 200, JsonNumpyWriter.Write(ServerInfo.Of(served.Robot, settings))),
        ("/metrics", "GET") => OpenPiRoute.Text(context, 200, Metrics.Text(thread.Inside, budget.Taken)),
        (_, "GET") => OpenPiRoute.Text(context, 426, "Failed to open a WebSocket connection: missing Connection header.\n\nThis path speaks openpi's protocol over a WebSocket. Over plain HTTP there are: POST /act, POST /openvla/act, GET /healthz, /info, /metrics.\n"),
        _ => Json(context, 404, "Not Found"),
    };

    private async Task<WireMap> OpenPiInfer(object? request, CancellationToken cancellation)
    {
        var observation = OpenPiMessages.Observation(request, OpenPiConvention.For(served.Robot), served.Robot);
        var (chunk, took) = await served.Act(observation, patient: true, cancellation);
        return new WireMap
        {
            { "actions", Numpy.NumpyArray.Of(chunk.Values.Span, chunk.Length, chunk.Width) },
            { "policy_timing", new WireMap { { "infer_ms", took.TotalMilliseconds } } },
        };
    }

    // Compared in constant time, so that an answer's delay says nothing about the token.
    private bool Known(HttpRequest request)
    {
        if (token is null) return true;
        var shown = request.Headers.Authorization.ToString();
        foreach (var scheme in (string[])["Bearer ", "Api-Key "])
            if (shown.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown[scheme.Length..].Trim()), token)) return true;
        return false;
    }

    private static bool Foreign(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.IsLoopback);

    private static Task NotAllowed(HttpContext context)
    {
        context.Response.Headers.Allow = "POST";
        return Json(context, 405, "Method Not Allowed");
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.Redirect($"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path.Value!.TrimEnd('/')}", permanent: false, preserveMethod: true);
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static Task Hang(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task Json(HttpContext context, int status, string detail) => JsonRoute.Write(context, status, JsonNumpyWriter.Write(new WireMap { { "detail", detail } }, compact: true));
}
