using System.Text.Json;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Numpy;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;
using Oft.Simulation.Control;

namespace Oft.Lab.Verification.Wire;

/// <summary>What openpi's client does beside talking: resizing, handing out chunks, turning quaternions.</summary>
internal static class OpenPiHelperChecks
{
    /// <summary><c>resize-with-pad</c>: the picture of the first star at the size of the second.</summary>
    internal static void Resize(VerifyCase of, CaseReport report)
    {
        var input = ImageFile.Decode(File.ReadAllBytes(of.File("input")));
        if (of.Stars[^1].Split('x') is not [var height, var width]) throw new VerifyException($"'{of.Stars[^1]}' is no size HxW.");
        var image = PillowResize.WithPad(input, int.Parse(height), int.Parse(width));
        report.Sha256("sha256", of.Value.Text("sha256")!, image.Pixels.Span);
        foreach (var file in of.Files("expected"))
            report.That("expected", ImageFile.Decode(File.ReadAllBytes(file)).Pixels.Span.SequenceEqual(image.Pixels.Span), $"differs from {Path.GetFileName(file)}");
    }

    /// <summary><c>resize-libero</c>: turned by 180 degrees, then 224 x 224.</summary>
    internal static void ResizeTurned(VerifyCase of, CaseReport report)
    {
        var input = ImageFile.Decode(File.ReadAllBytes(of.File("input")));
        if (of.Value.Text("input_sha256") is { } sha) report.Sha256("input_sha256", sha, input.Pixels.Span);
        if (of.Value.Member("libero_rotated_180_then_224")?.Text("sha256") is not { } expected) return;
        var turned = new byte[input.Pixels.Length];
        var pixels = turned.Length / input.Channels;
        for (var i = 0; i < pixels; i++) input.Pixels.Span.Slice((pixels - 1 - i) * input.Channels, input.Channels).CopyTo(turned.AsSpan(i * input.Channels));
        var image = PillowResize.WithPad(new ByteImage(input.Height, input.Width, input.Channels, turned), PolicyImage.Size, PolicyImage.Size);
        report.Sha256("libero_rotated_180_then_224", expected, image.Pixels.Span);
    }

    /// <summary><c>quat2axisangle</c>: x, y, z, w to an axis-angle vector, bit for bit.</summary>
    internal static void AxisAngle(VerifyCase of, CaseReport report)
    {
        var quaternion = of.Value.Doubles("quat");
        var vector = new double[3];
        Rotation.ToAxisAngle(quaternion[3], quaternion[0], quaternion[1], quaternion[2], vector);
        report.Numbers<double>("axis_angle", [.. of.Value.Doubles("axis_angle")], vector);
    }

    /// <summary><c>chunk-broker</c>: row after row of what an inner policy answers.</summary>
    internal static void Broker(VerifyGroup group, GroupReport report)
    {
        var cases = group.Cases().Where(one => one.Value.ValueKind == JsonValueKind.Object).ToList();
        if (cases.Count != group.CaseCount) throw new VerifyException($"group '{group.Name}' states {group.CaseCount} cases; {cases.Count} are objects.");
        foreach (var one in cases) report.Case(one.Name, x => Broker(one.Value, x));
    }

    private static void Broker(JsonElement json, CaseReport report)
    {
        var (horizon, chunk, calls) = (json.GetProperty("action_horizon").GetInt32(), json.GetProperty("chunk").GetInt32(), 0);
        var broker = new ActionChunkBroker(_ => Inner(++calls, chunk), horizon);
        var (handed, known, resets) = (0, 0, 0);
        foreach (var row in json.GetProperty("rows").EnumerateArray())
        {
            // A call that comes before the horizon is used up was made by a reset.
            if (row.Member("inner_calls_so_far") is { } so && so.GetInt32() > known && known > 0 && handed % horizon != 0)
            {
                broker.Reset();
                (handed, resets) = (0, resets + 1);
            }
            try
            {
                var step = broker.Infer(null);
                report.That("verdict", row.Text("error") is null, $"step {handed} where openpi's broker raised");
                report.Equal<double>("actions", row.Doubles("actions"), ((NumpyArray)step["actions"]!).ToDoubles());
                report.Equal<double>("state", [row.GetProperty("state").GetDouble()], ((NumpyArray)step["state"]!).ToDoubles());
                foreach (var (key, value) in step.Where(x => x.Value is WireMap))
                    report.Equal($"{key}", row.GetProperty("other_keys_passed_through").GetProperty((string)key).GetProperty("infer_ms").GetDouble(), (double)((WireMap)value!)["infer_ms"]!);
                handed++;
            }
            catch (WireException broken)
            {
                report.That("verdict", row.Text("error") is not null, broken.Message);
            }
            known = row.Member("inner_calls_so_far")?.GetInt32() ?? known;
            if (row.Member("inner_calls_so_far") is { } recorded) report.Equal("inner_calls_so_far", recorded.GetInt32(), calls);
        }
        report.Equal("inner_resets", json.GetProperty("inner_resets").GetInt32(), resets);
    }

    // actions[k, d] = 100 · call + 10 · d + k [chunk, 3], state [chunk] = 2k, two timing maps
    private static WireMap Inner(int call, int chunk)
    {
        var (actions, state) = (new double[chunk * 3], new double[chunk]);
        for (var k = 0; k < chunk; k++)
        {
            state[k] = 2 * k;
            for (var d = 0; d < 3; d++) actions[k * 3 + d] = 100 * call + 10 * d + k;
        }
        return new WireMap
        {
            { "actions", NumpyArray.Of(actions, chunk, 3) },
            { "state", NumpyArray.Of(state, chunk) },
            { "policy_timing", new WireMap { { "infer_ms", 12.5 } } },
            { "server_timing", new WireMap { { "infer_ms", 1.0 } } },
        };
    }
}
