using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Oft.Imaging;

namespace Oft.Data.Doctor;

/// <summary>One episode as the doctor sees it: numbers as stored, a hash of every stored picture, and a way to look at one.</summary>
public sealed class EpisodeData
{
    /// <summary>Split and number, or file.</summary>
    public required string Name { get; init; }

    /// <summary>T.</summary>
    public required int Steps { get; init; }

    /// <summary>[T, A] as stored.</summary>
    public required float[] Action { get; init; }

    /// <summary>[T, S] as stored.</summary>
    public required float[] Proprio { get; init; }

    /// <summary>[T] instructions.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>Camera names.</summary>
    public required IReadOnlyList<string> Cameras { get; init; }

    /// <summary>Per camera, [T] the first 64 bits of the SHA-256 of the stored picture.</summary>
    public required IReadOnlyList<ulong[]> FrameHashes { get; init; }

    /// <summary>Decodes one picture: camera, step.</summary>
    public required Func<int, int, ByteImage> Look { get; init; }

    /// <summary>A.</summary>
    public int ActionWidth => Action.Length / Steps;

    /// <summary>S.</summary>
    public int ProprioWidth => Proprio.Length / Steps;

    /// <summary>SHA-256 of everything a policy could learn from it: two episodes with the same hash are the same.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"1|{Steps}|{string.Join('|', Cameras)}\n{string.Join('\n', Sentences)}\n"));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Action));
        hash.AppendData(MemoryMarshal.AsBytes<float>(Proprio));
        foreach (var frames in FrameHashes) hash.AppendData(MemoryMarshal.AsBytes<ulong>(frames));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of one stored picture.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> stored) => BitConverter.ToUInt64(SHA256.HashData(stored));
}
