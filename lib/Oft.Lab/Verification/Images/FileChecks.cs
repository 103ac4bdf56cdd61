using System.Text.RegularExpressions;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Verification.Images;

/// <summary>Image files: read, refused, written.</summary>
internal static partial class FileChecks
{
    [GeneratedRegex(@"^resize_(\d+)x(\d+)_sha256$")]
    private static partial Regex ResizeHash { get; }

    /// <summary><c>image-decode</c>: a file that must be read.</summary>
    internal static void Decode(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group, ["sha256"], []);
        Shape(of, report, RecordedImages.Load(of, "file"));
    }

    /// <summary><c>image-decode-any</c>: a file that must be read, then resized, or be refused by name.</summary>
    internal static void DecodeAny(VerifyCase of, CaseReport report)
    {
        var resizes = of.Group.Json.Member("sha256") is { } hashes
            ? hashes.EnumerateObject().Select(x => ResizeHash.Match(x.Name)).Where(x => x.Success).ToList()
            : [];
        RecordedImages.Knows(of.Group, ["sha256", .. resizes.Select(x => x.Value)], ["decoded", "resized"]);
        var bytes = File.ReadAllBytes(of.File("file"));
        if (of.Value.Text("error_type") is { } error)
        {
            report.That("refusal", Refuses(bytes), $"the reference refuses it with {error}; here it was read");
            return;
        }
        var image = ImageFile.Decode(bytes);
        Shape(of, report, image);
        foreach (var resize in resizes)
        {
            var (height, width) = (int.Parse(resize.Groups[1].ValueSpan), int.Parse(resize.Groups[2].ValueSpan));
            RecordedImages.Compare(of, report, resize.Value, "resized", Lanczos3.ResizeToBytes(image, height, width));
        }
    }

    /// <summary><c>jpeg-encode</c>: the bytes of a file.</summary>
    internal static void Encode(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group, ["jpeg_sha256"], []);
        var file = Jpeg.Encode(RecordedImages.Load(of));
        report.Numbers<byte>("expected", File.ReadAllBytes(of.File("expected")), file);
        if (of.Value.Text("jpeg_sha256") is { } hash) report.Sha256("jpeg_sha256", hash, file);
    }

    private static void Shape(VerifyCase of, CaseReport report, ByteImage image)
    {
        if (of.Value.Integers("shape") is { Count: > 0 } shape) report.Equal("shape", shape, [image.Height, image.Width, image.Channels]);
        RecordedImages.Compare(of, report, "sha256", "decoded", image);
    }

    private static bool Refuses(byte[] bytes)
    {
        try
        {
            ImageFile.Decode(bytes);
            return false;
        }
        catch (ImageFormatException)
        {
            return true;
        }
    }
}
