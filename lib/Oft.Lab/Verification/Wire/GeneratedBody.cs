using System.Text;
using System.Text.RegularExpressions;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Numpy;

namespace Oft.Lab.Verification.Wire;

/// <summary>Bodies too large to be stored, made by the rule that the folder states. Their recorded hash tells whether the rule was understood.</summary>
internal static partial class GeneratedBody
{
    [GeneratedRegex(@"(\d+)x(\d+) images?")]
    private static partial Regex Size { get; }

    /// <summary>The body; null where the rule does not give what was recorded.</summary>
    internal static byte[]? Of(VerifyCase one)
    {
        var body = one.Value.Member("state") is not null ? Pictures(one) : Spaces(one);
        return body is not null && JsonNumpyChecks.Hash(body) == one.Value.Text("request_body_sha256") ? body : null;
    }

    // v(y,x,c) = (5x + 3y + 40c + 17·tag + 7·seed) mod 256
    private static byte[]? Pictures(VerifyCase one)
    {
        if (Size.Match(one.Value.Text("note") ?? "") is not { Success: true } size) return null;
        var (height, width) = (int.Parse(size.Groups[1].Value), int.Parse(size.Groups[2].Value));
        var seed = one.Group.Folder.Parameters?.Member("seed")?.GetInt32() ?? 0;
        var map = new WireMap();
        foreach (var (name, tag) in ((string, int)[])[("full_image", 0), ("left_wrist_image", 1), ("right_wrist_image", 2)])
        {
            var rgb = new byte[height * width * 3];
            for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)(5 * (i / 3 % width) + 3 * (i / 3 / width) + 40 * (i % 3) + 17 * tag + 7 * seed);
            map.Add(name, NumpyArray.Of(rgb, height, width, 3));
        }
        map.Add("state", NumpyArray.Of([.. one.Value.Doubles("state")], one.Value.Doubles("state").Count));
        map.Add("instruction", one.Value.Text("instruction"));
        return JsonNumpyWriter.Write(map).ToArray();
    }

    // "40 MB of spaces then []"
    private static byte[]? Spaces(VerifyCase one)
    {
        if (Regex.Match(one.Value.Text("note") ?? "", "of spaces then ([^;]+)") is not { Success: true } rule) return null;
        var tail = Encoding.ASCII.GetBytes(rule.Groups[1].Value.Trim());
        var body = new byte[one.Value.GetProperty("request_body_bytes").GetInt32()];
        body.AsSpan().Fill((byte)' ');
        tail.CopyTo(body, body.Length - tail.Length);
        return body;
    }
}
