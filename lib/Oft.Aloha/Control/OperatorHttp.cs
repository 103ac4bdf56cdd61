using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Oft.Contracts;
using Oft.Imaging.Files;

namespace Oft.Aloha.Control;

/// <summary>The operators' way to a loop from a browser of this machine, or of a phone through a tunnel: pictures, state, words.</summary>
/// <remarks>
/// <code>
/// GET  /?token=…      the page
/// GET  /state         what show answers          header X-Oft-Token
/// GET  /view/N        the latest picture, JPEG    "
/// POST /say           a line for the desk         ", and X-Oft-Operator, which tells pages apart
/// </code>
/// It listens on loopback alone. Without the token, or from a page of another origin, nothing is answered.
/// </remarks>
public sealed class OperatorHttp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly OperatorDesk desk;
    private readonly IRobot robot;
    private readonly string page, token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private OperatorHttp(WebApplication app, OperatorDesk desk, IRobot robot, string page) => (this.app, this.desk, this.robot, this.page) = (app, desk, robot, page);

    /// <summary>Where the page is, token included: who knows this may move the robot.</summary>
    public Uri Address => new($"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/?token={token}");

    /// <summary>Starts serving.</summary>
    /// <param name="desk">Who hears.</param>
    /// <param name="robot">Whose pictures are shown.</param>
    /// <param name="page">HTML.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<OperatorHttp> Start(OperatorDesk desk, IRobot robot, string page, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OperatorDesk.LongestLine;
            kestrel.Limits.MaxConcurrentConnections = 32;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var served = new OperatorHttp(app, desk, robot, page);
        app.Run(served.Handle);
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            return served;
        }
        catch
        {
            await served.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends serving; every page has hung up then.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
    }

    private Task Handle(HttpContext context)
    {
        var request = context.Request;
        context.Response.Headers.CacheControl = "no-store";
        if (!IsToken(request.Path == "/" ? request.Query["token"] : request.Headers["X-Oft-Token"])) return Text(context, 401, "the address of this page carries a token; oft aloha run prints it whole");
        if (request.Headers.Origin is [{ } origin] && origin != $"http://{request.Host}") return Text(context, 403, "pages of another origin are not heard");
        return (request.Method, request.Path.Value) switch
        {
            ("GET", "/") => Page(context),
            ("GET", "/state") => Text(context, 200, desk.Hear(context, "show"), "application/json"),
            ("GET", { } path) when path.StartsWith("/view/", StringComparison.Ordinal) && int.TryParse(path.AsSpan(6), out var view) => View(context, view),
            ("POST", "/say") => Say(context),
            _ => Text(context, 404, "there are: GET /, /state, /view/N, POST /say"),
        };
    }

    private Task Page(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src blob:";
        return Text(context, 200, page, "text/html; charset=utf-8");
    }

    private Task View(HttpContext context, int view)
    {
        var frames = robot.Frames;
        if (view < 0 || view >= frames.Count || frames[view]?.Image is not { } image) return Text(context, 404, "no picture yet");
        context.Response.ContentType = "image/jpeg";
        return context.Response.Body.WriteAsync(Jpeg.Encode(image.Rgb.Span, image.Width, image.Height)).AsTask();
    }

    private async Task Say(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var who = context.Request.Headers["X-Oft-Operator"] is [{ Length: > 0 and <= 64 } name] ? name : "a page without a name";
        await Text(context, 200, desk.Hear(who, (await reader.ReadToEndAsync().ConfigureAwait(false)).Trim())).ConfigureAwait(false);
    }

    private bool IsToken(string? shown) => shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(token));

    private static Task Text(HttpContext context, int status, string text, string type = "text/plain; charset=utf-8")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        return context.Response.WriteAsync(text);
    }
}
