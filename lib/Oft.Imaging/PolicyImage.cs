using System.Buffers;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Imaging;

/// <summary>The way of one camera picture to what the policy was trained to see.</summary>
/// <remarks>
/// <code>
/// resize     JPEG at quality 95 and back ─► Lanczos-3 to 224x224 ─► uint8
/// prepare    resize, unless it is 224x224 already ─► centre crop of 90 % of the area, back to 224x224 ─► uint8
/// </code>
/// The round trip through JPEG is not for size: the training data had been through it.
/// <para>Upstream: experiments/robot/openvla_utils.py, resize_image_for_policy and prepare_images_for_vla.</para>
/// </remarks>
public static class PolicyImage
{
    /// <summary>Pixels down and across of what a vision tower sees.</summary>
    public const int Size = 224;

    /// <summary>JPEG, Lanczos, uint8.</summary>
    /// <param name="rgb">[H, W, 3] of any size.</param>
    /// <returns>[224, 224, 3].</returns>
    public static ByteImage Resize(ByteImage rgb) => Resize(rgb, new byte[Size * Size * rgb.Channels]);

    /// <summary>What a JPEG file at quality 95 leaves of a picture.</summary>
    /// <param name="rgb">[H, W, 3].</param>
    public static ByteImage ThroughJpeg(ByteImage rgb) => Jpeg.Decode(Jpeg.Encode(rgb), InverseDct.Fast, long.MaxValue);

    /// <summary>Everything before the towers' own normalisation.</summary>
    /// <param name="rgb">[H, W, 3] of any size.</param>
    /// <param name="centerCrop">True for every policy that was trained with random crops.</param>
    /// <returns>[224, 224, 3].</returns>
    /// <exception cref="ArgumentException">The picture has another number of channels.</exception>
    public static ByteImage Prepare(ByteImage rgb, bool centerCrop = true)
    {
        if (rgb.Channels != 3) throw new ArgumentException($"policy image: expected RGB, 3 channels, got {rgb.Channels}.", nameof(rgb));
        if (rgb is { Height: Size, Width: Size }) return centerCrop ? CenterCrop(rgb) : rgb;
        if (!centerCrop) return Resize(rgb);
        var room = ArrayPool<byte>.Shared.Rent(Size * Size * rgb.Channels);
        try
        {
            return CenterCrop(Resize(rgb, room));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>The centre 90 % of the area at 224x224, whatever the size was.</summary>
    /// <param name="image">[H, W, C].</param>
    /// <returns>[224, 224, C].</returns>
    public static ByteImage CenterCrop(ByteImage image) => CropAndResize.Apply(image, CropBox.Centre, Size, Size);

    private static ByteImage Resize(ByteImage rgb, byte[] room)
    {
        byte[] decoded = [];
        try
        {
            var image = JpegReader.Read(Jpeg.Encode(rgb), InverseDct.Fast, long.MaxValue, size => decoded = ArrayPool<byte>.Shared.Rent(size));
            return Lanczos3.ResizeToBytes(image, Size, Size, room);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }
}
