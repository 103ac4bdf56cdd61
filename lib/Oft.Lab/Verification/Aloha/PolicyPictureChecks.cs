using System.Security.Cryptography;
using System.Text.Json;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The kinds of check about a camera picture's way to the server.</summary>
internal static class PolicyPictureChecks
{
    private const string Integers = "INTEGER_FAST";

    public static void Picture(VerifyCase one, CaseReport report)
    {
        var size = one.Value.GetProperty("input").Integers("shape");
        var input = SyntheticPictures.Of(one.Value.Text("rule")!, size[0], size[1], Seed(one));
        Compare("input", input);
        var jpeg = Jpeg.Encode(input);
        var recorded = one.Value.GetProperty("jpeg");
        report.Equal("jpeg bytes", recorded.GetProperty("bytes").GetInt32(), jpeg.Length);
        report.Sha256("jpeg", recorded.Text("sha256")!, jpeg);
        foreach (var file in Files(one, "jpeg")) report.Numbers<byte>("jpeg file", File.ReadAllBytes(file), jpeg);
        var (fast, accurate) = (Jpeg.Decode(jpeg, InverseDct.Fast), Jpeg.Decode(jpeg, InverseDct.Accurate));
        if (one.Value.Text("default_decode_is") is { } inverse) Compare("jpeg_decoded", inverse.Split(' ')[0] == Integers ? fast : accurate);
        if (one.Value.Member("fast_vs_accurate_differing_samples") is { } differing)
            report.Equal("fast and accurate", differing.GetInt32(), fast.Pixels.ToArray().Zip(accurate.Pixels.ToArray()).Count(x => x.First != x.Second));
        var policy = PolicyImage.Resize(input);
        Compare("resize_image_for_policy", policy);
        foreach (var file in Files(one, "policy")) report.Numbers<byte>("policy file", File.ReadAllBytes(file), policy.Pixels.Span);
        if (one.Value.Member("lanczos_without_jpeg") is not null) Compare("lanczos_without_jpeg", Lanczos3.ResizeToBytes(input, policy.Height, policy.Width));
        var crop = PolicyImage.CenterCrop(policy);
        Compare("then_center_crop", crop);
        foreach (var file in Files(one, "crop")) report.Numbers<byte>("crop file", File.ReadAllBytes(file), crop.Pixels.Span);
        if (one.Value.Member("center_crop_of_no_jpeg") is not null) Compare("center_crop_of_no_jpeg", PolicyImage.CenterCrop(Lanczos3.ResizeToBytes(input, policy.Height, policy.Width)));

        void Compare(string part, ByteImage image) => Same(report, part, one.Value.GetProperty(part), image);
    }

    public static void Observation(VerifyCase one, CaseReport report)
    {
        var rule = one.Value.Text("rule")!;
        var (small, sent) = (new Dictionary<string, ByteImage>(), new Dictionary<string, ByteImage>());
        foreach (var camera in one.Value.GetProperty("cam_index").EnumerateObject())
        {
            var stated = one.Value.GetProperty("input").GetProperty(camera.Name);
            var size = stated.Integers("shape");
            var picture = SyntheticPictures.Of(rule, size[0], size[1], Seed(one), camera.Value.GetInt32());
            Same(report, camera.Name, stated, picture);
            if (one.Value.GetProperty("after_256").Member(camera.Name) is not { } after) continue;
            small[camera.Name] = PillowResize.Apply(picture, 256, 256);
            Same(report, $"{camera.Name} at 256", after, small[camera.Name]);
        }
        foreach (var output in one.Value.GetProperty("outputs").EnumerateObject())
        {
            sent[output.Name] = PolicyImage.Resize(small[Camera(output.Name)]);
            Same(report, output.Name, output.Value, sent[output.Name]);
        }
        foreach (var file in Files(one, "cam_high_256")) report.Numbers<byte>("256 file", File.ReadAllBytes(file), small["cam_high"].Pixels.Span);
        foreach (var file in Files(one, "full_image")) report.Numbers<byte>("picture file", File.ReadAllBytes(file), sent["full_image"].Pixels.Span);
        if (one.Value.Member("server_prepare_images_for_vla_full_image") is { } server) Same(report, "in the server", server, PolicyImage.Prepare(sent["full_image"]));
        if (one.Value.Member("request_body") is { } body) RequestBody.Compare(report, body, one.Value.Texts("member_order"), sent);
    }

    // Upstream: full_image is the high camera; left_wrist_image is cam_left_wrist, and so on.
    private static string Camera(string member) => member == "full_image" ? "cam_high" : "cam_" + member.Replace("_image", "", StringComparison.Ordinal);

    // A folder may deliver none of the pictures: then their hashes count.
    private static IReadOnlyList<string> Files(VerifyCase one, string data) => one.Group.Json.Member("data")?.Text(data) is null ? [] : one.Files(data);

    private static int Seed(VerifyCase one) => one.Group.Folder.Parameters?.Member("seed")?.GetInt32() ?? 0;

    private static void Same(CaseReport report, string part, JsonElement stated, ByteImage image)
    {
        report.Equal($"shape of {part}", stated.Integers("shape"), [image.Height, image.Width, image.Channels]);
        report.Equal(part, stated.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(image.Pixels.Span)));
    }
}
