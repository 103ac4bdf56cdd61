using Microsoft.Win32.SafeHandles;
using Oft.Data.Rlds;
using Oft.Formats;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Data.Sampling;

/// <summary>Fetches stored pictures and decodes them as training sees them.</summary>
/// <remarks>
/// Decoded as TensorFlow decodes, resized by Lanczos straight from the stored size; a camera that recorded nothing gives a black picture.
/// <para>Upstream: prismatic/vla/datasets/rlds/obs_transforms.py, decode_and_resize.</para>
/// </remarks>
public sealed class FrameReader : IDisposable
{
    private readonly Dictionary<string, SafeFileHandle> files = new(StringComparer.Ordinal);

    /// <summary>Pixels down and across.</summary>
    public const int Size = 224;

    /// <summary>The encoded bytes of one picture. May be called from several threads.</summary>
    /// <exception cref="DamagedFileException">The file is shorter than it was when it was indexed.</exception>
    public byte[] Read(string file, StoredPicture picture)
    {
        SafeFileHandle? handle;
        lock (files)
            if (!files.TryGetValue(file, out handle)) files.Add(file, handle = File.OpenHandle(file, options: FileOptions.RandomAccess));
        var bytes = new byte[picture.Length];
        var have = 0;
        while (have < bytes.Length)
        {
            var got = RandomAccess.Read(handle, bytes.AsSpan(have), picture.Offset + have);
            if (got == 0) throw new DamagedFileException(file, FileFault.Truncated, $"the picture at byte {picture.Offset} is gone: the file changed while it was read.");
            have += got;
        }
        return bytes;
    }

    /// <summary>Decodes and resizes one picture.</summary>
    /// <returns>[224, 224, 3].</returns>
    /// <exception cref="ImageFormatException">The bytes are no picture.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length == 0) return new ByteImage(Size, Size, 3, new byte[Size * Size * 3]);
        var image = ImageFile.Decode(encoded);
        if (image.Channels != 3) throw new ImageFormatException(ImageFault.Unsupported, $"a stored picture has {image.Channels} channels; expected 3.");
        return Lanczos3.ResizeToBytes(image, Size, Size);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lock (files)
        {
            foreach (var handle in files.Values) handle.Dispose();
            files.Clear();
        }
    }
}
