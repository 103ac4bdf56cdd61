using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Oft.Formats.Safetensors;
using Oft.Imaging;
using Oft.Imaging.Files;

namespace Oft.Lab.Verification.Images;

/// <summary>What a folder of layout <c>images</c> recorded: pictures as files, arrays and hashes.</summary>
internal static class RecordedImages
{
    /// <summary>The picture in a file of the case.</summary>
    internal static ByteImage Load(VerifyCase of, string data = "input") => ImageFile.Decode(File.ReadAllBytes(of.File(data)));

    /// <summary>A recorded array [H, W, C] of bytes.</summary>
    internal static ByteImage Bytes(SafetensorsFile file, string name)
    {
        var shape = file.Tensors[name].Shape;
        return new ByteImage((int)shape[0], (int)shape[1], (int)shape[2], file.Bytes(name).ToArray());
    }

    /// <summary>A recorded array [H, W, C] of floats.</summary>
    internal static FloatImage Floats(SafetensorsFile file, string name)
    {
        var shape = file.Tensors[name].Shape;
        return new FloatImage((int)shape[0], (int)shape[1], (int)shape[2], Numbers<float>(file, name).ToArray());
    }

    /// <summary>A recorded array as numbers.</summary>
    internal static ReadOnlySpan<T> Numbers<T>(SafetensorsFile file, string name) where T : unmanaged => MemoryMarshal.Cast<byte, T>(file.Bytes(name));

    /// <summary>A float32 recorded by its bits, little-endian.</summary>
    internal static float FromHex(string hex) => BinaryPrimitives.ReadSingleLittleEndian(Convert.FromHexString(hex));

    /// <summary>Compares samples with the hash and with the array that the case has of them.</summary>
    /// <param name="of">The case.</param>
    /// <param name="report">Takes the comparisons.</param>
    /// <param name="hash">Field of the case with the hash, perhaps absent.</param>
    /// <param name="key">Key of the group's arrays, perhaps absent.</param>
    /// <param name="shape">H, W and C of what was computed.</param>
    /// <param name="samples">What was computed.</param>
    internal static void Compare<T>(VerifyCase of, CaseReport report, string hash, string key, long[] shape, ReadOnlySpan<T> samples) where T : unmanaged, IConvertible
    {
        if (of.Value.Text(hash) is { } recorded && report.Rule(hash).Exact) report.Sha256(hash, recorded, MemoryMarshal.AsBytes(samples));
        foreach (var (file, name, _) in Arrays(of, key))
        {
            report.Equal($"shape of {name}", file.Tensors[name].Shape, shape);
            report.Numbers(key, Numbers<T>(file, name), samples);
        }
    }

    /// <summary>The arrays that the case has under a key; none where the group names no arrays.</summary>
    internal static IEnumerable<(SafetensorsFile File, string Name, IReadOnlyDictionary<string, string> Free)> Arrays(VerifyCase of, string key) =>
        of.Group.Json.Member("tensors")?.Member("keys")?.Text(key) is null ? [] : of.Tensors(key).Select(x => (of.Group.TensorFile(of), x.Name, x.Free));

    /// <summary>The same for a picture of bytes.</summary>
    internal static void Compare(VerifyCase of, CaseReport report, string hash, string key, ByteImage image) =>
        Compare(of, report, hash, key, [image.Height, image.Width, image.Channels], image.Pixels.Span);

    /// <summary>The same for a picture of floats.</summary>
    internal static void Compare(VerifyCase of, CaseReport report, string hash, string key, FloatImage image) =>
        Compare(of, report, hash, key, [image.Height, image.Width, image.Channels], image.Pixels.Span);

    /// <summary>Refuses a group that names hashes or arrays which its kind does not compare: nothing may pass unseen.</summary>
    internal static void Knows(VerifyGroup group, string[] hashes, string[] keys)
    {
        Refuse("sha256", group.Json.Member("sha256"), hashes);
        Refuse("tensors.keys", group.Json.Member("tensors")?.Member("keys"), keys);

        void Refuse(string what, System.Text.Json.JsonElement? named, string[] known)
        {
            if (named is not { ValueKind: System.Text.Json.JsonValueKind.Object } members) return;
            foreach (var member in members.EnumerateObject())
                if (!known.Contains(member.Name))
                    throw new VerifyException($"{what} '{member.Name}' is not known to check '{group.Check}'; known: {string.Join(", ", known)}.");
        }
    }
}
