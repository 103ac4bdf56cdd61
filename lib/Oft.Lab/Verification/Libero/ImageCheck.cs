using System.Text.Json;
using System.Text.RegularExpressions;
using Oft.Imaging.Files;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Verification.Libero;

/// <summary>Compares pictures of recorded states: exactly where MuJoCo and Mesa are the recorded ones, by mean and share elsewhere.</summary>
internal static partial class ImageCheck
{
    [GeneratedRegex(@"Mesa [0-9.]+")]
    private static partial Regex Mesa { get; }

    public static void Run(LiberoSeat seat, VerifyGroup group, GroupReport report)
    {
        var root = group.Folder.Document(group.Json.Text("index") ?? throw new VerifyException($"group '{group.Name}' has no index."));
        var size = root.Integers("size");
        var world = seat.World(group, new LiberoWorldOptions { ImageWidth = size[0], ImageHeight = size[1], Samples = root.GetProperty("offsamples").GetInt32() });
        report.SameRenderer = SameRenderer(root.Text("renderer") ?? "");
        var shown = -1;
        foreach (var one in group.Cases())
            report.Case(one.Name, x =>
            {
                var image = int.Parse(one.Stars[0], System.Globalization.CultureInfo.InvariantCulture);
                var moment = root.GetProperty("images")[image];
                if (shown != image) Put(world, moment);
                shown = image;
                var camera = one.Value.Text("camera") ?? "";
                var upright = world.Render(camera == "wrist" ? "robot0_eye_in_hand" : camera, size[0], size[1]).Rgb.ToArray();
                var got = Turned(upright, size[0], size[1], one.Value.Text("kind") ?? "");
                var expected = Png.Decode(File.ReadAllBytes(one.File("file")));
                x.Equal("size", $"{expected.Width}x{expected.Height}x{expected.Channels}", $"{size[0]}x{size[1]}x3");
                x.Numbers<byte>("pixels", expected.Pixels.Span, got);
                if (report.SameRenderer) x.Sha256("rgb_sha256", one.Value.Text("rgb_sha256")!, got);
            });
    }

    private static void Put(LiberoWorld world, JsonElement moment)
    {
        world.BeginFrom([moment.GetProperty("time").GetDouble(), .. Recorded.Flat(moment.GetProperty("qpos")), .. Recorded.Flat(moment.GetProperty("qvel"))], Recorded.Poses(moment.GetProperty("fixture_poses")));
    }

    // The recorded renderer is OSMesa with a Mesa version, under MuJoCo 2.2 or 2.3.
    private static bool SameRenderer(string recorded)
    {
        var here = RendererInfo.Detected;
        return recorded.StartsWith(here.Maker, StringComparison.OrdinalIgnoreCase) && Mesa.Match(recorded) is { Success: true } mesa && here.Driver.Contains(mesa.Value, StringComparison.Ordinal)
            && (here.MuJoCo.StartsWith("2.2.", StringComparison.Ordinal) || here.MuJoCo.StartsWith("2.3.", StringComparison.Ordinal));
    }

    // raw: row 0 at the bottom, as OpenGL has it; rotated: that one turned by 180 degrees, which is the upright one mirrored.
    private static byte[] Turned(byte[] upright, int width, int height, string kind)
    {
        var turned = new byte[upright.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (row, column) = kind switch
                {
                    "raw" => (height - 1 - y, x),
                    "rotated" => (y, width - 1 - x),
                    _ => throw new VerifyException($"pictures of the kind '{kind}' are not known; known: raw, rotated."),
                };
                upright.AsSpan((row * width + column) * 3, 3).CopyTo(turned.AsSpan((y * width + x) * 3));
            }
        return turned;
    }
}
