using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Oft.Aloha.Wire.Act;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Serving;

/// <summary>A route that takes a JSON object with arrays and answers with actions, as upstream's FastAPI servers do.</summary>
/// <remarks>
/// <code>
/// no JSON, no object, another content type      422     {"detail": …}
/// an array that is none, too deep, no UTF-8     400     {"detail": …}
/// too large · too slow · too many               413 · 408 · 503 with Retry-After
/// anything wrong while acting                   200     "error"            what is wrong: header X-Oft-Error
/// a state that is not finite                    422     upstream answers with NaN actions; ours must not
/// </code>
/// <para>Upstream: vla-scripts/deploy.py, of OpenVLA-OFT and of OpenVLA.</para>
/// </remarks>
/// <param name="name">For metrics.</param>
/// <param name="read">The observation in a request.</param>
/// <param name="served">The policy.</param>
/// <param name="answer">What is written for a chunk.</param>
/// <param name="budget">Memory for bodies.</param>
/// <param name="metrics">Where counts go.</param>
internal sealed class JsonRoute(string name, Func<WireMap, Observation> read, ServedPolicy served, Func<ActionChunk, object?> answer, BodyBudget budget, ServeMetrics metrics)
{
    private static readonly ReadOnlyMemory<byte> error = "\"error\""u8.ToArray();

    public async Task Handle(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        using var body = budget.Open();
        var (outcome, came, sent) = ("gone", 0L, 0L);
        try
        {
            var refusal = IsJson(context.Request.ContentType) ? await Read(context.Request, body) : (422, "expected Content-Type: application/json");
            came = body.Bytes.Length;
            (outcome, sent) = refusal is (var status, var why) ? ("refused", await Refuse(context, status, why)) : await Act(context, body.Bytes);
        }
        catch (BusyException busy)
        {
            context.Response.Headers.RetryAfter = "1";
            (outcome, sent) = ("busy", await Refuse(context, 503, busy.Message));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            context.Abort();
        }
        finally
        {
            metrics.Request(name, outcome, Stopwatch.GetElapsedTime(began), came, sent);
        }
    }

    private async Task<(string Outcome, long Sent)> Act(HttpContext context, ReadOnlyMemory<byte> body)
    {
        WireMap map;
        try
        {
            if (body.Length == 0) return ("refused", await Refuse(context, 422, "expected a body"));
            map = JsonNumpyReader.Read(body.Span.StartsWith("\uFEFF"u8) ? body.Span[3..] : body.Span) as WireMap ?? throw new WireException(WireFault.Syntax, "expected an object.");
        }
        catch (WireException broken)
        {
            return ("refused", await Refuse(context, broken.Fault == WireFault.Syntax ? 422 : 400, broken.Message));
        }
        var (reply, outcome) = (error, "error");
        try
        {
            var wrapped = map.Has("encoded");
            var observation = read(wrapped ? Inner(map) : map);
            foreach (var value in observation.Proprio.Span)
                if (!double.IsFinite(value)) return ("refused", await Refuse(context, 422, $"state: expected finite numbers, got {value}."));
            var (chunk, took) = await served.Act(observation, patient: false, context.RequestAborted);
            context.Response.Headers["X-Oft-Infer-Ms"] = took.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);
            reply = JsonNumpyWriter.Write(answer(chunk), compact: !wrapped);
            if (wrapped) reply = JsonNumpyWriter.Write(Encoding.UTF8.GetString(reply.Span), compact: true);
            outcome = "ok";
        }
        catch (Exception broken) when (broken is not (BusyException or OperationCanceledException or OutOfMemoryException))
        {
            context.Response.Headers["X-Oft-Error"] = new string([.. broken.Message.Take(200).Select(x => x is >= ' ' and <= '~' ? x : '?')]);
        }
        return (outcome, await Write(context, 200, reply));
    }

    private static WireMap Inner(WireMap map)
    {
        if (map.Count != 1 || map["encoded"] is not string text) throw new WireException(WireFault.Value, "encoded: expected one text and no other member.");
        return JsonNumpyReader.Read(Encoding.UTF8.GetBytes(text)) as WireMap ?? throw new WireException(WireFault.Value, "encoded: expected an object.");
    }

    private async Task<(int Status, string Why)?> Read(HttpRequest request, BodyBudget.Body body)
    {
        try
        {
            if (request.ContentLength > budget.Largest) return (413, $"expected at most {budget.Largest} bytes, announced were {request.ContentLength}.");
            for (int count; (count = await request.Body.ReadAsync(body.Room(), request.HttpContext.RequestAborted)) > 0;) body.Arrived(count);
            return null;
        }
        catch (WireException large)
        {
            return (413, large.Message);
        }
        catch (BadHttpRequestException broken)
        {
            return (broken.StatusCode, broken.Message);
        }
    }

    private static bool IsJson(string? type)
    {
        var media = (type ?? "").Split(';')[0].Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (media.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    private static Task<long> Refuse(HttpContext context, int status, string why)
    {
        if (status is 408 or 413 or 503) context.Response.Headers.Connection = "close";
        return Write(context, status, JsonNumpyWriter.Write(new WireMap { { "detail", why } }, compact: true));
    }

    internal static async Task<long> Write(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
        return json.Length;
    }
}
