using Oft.Contracts;
using Oft.Imaging;
using Oft.Imaging.Augmentation;
using Oft.Imaging.Resampling;

namespace Oft.Model.Inputs;

/// <summary>The way of a camera picture to the size the towers see.</summary>
/// <remarks>
/// <code>
/// acting      JPEG and back ─► Lanczos-3 ─► size     unless it has that size;  then the centre 90 % of the area, back to size
/// training                     Lanczos-3 ─► size     unless it has that size;  then a random crop and colours, or nothing
/// </code>
/// Training pictures were stored as JPEG, so they have lost already what the round trip takes off when acting.
/// <para>Upstream: experiments/robot/openvla_utils.py, prepare_images_for_vla; prismatic/vla/datasets/rlds (dlimp's decode_and_resize, augment).</para>
/// </remarks>
/// <param name="size">Pixels along a side.</param>
internal sealed class ViewPreparation(int size)
{
    public ByteImage ForActing(CameraImage view, bool centerCrop)
    {
        var image = Picture(view);
        if (size == PolicyImage.Size) return PolicyImage.Prepare(image, centerCrop);
        if (!HasSize(image)) image = Lanczos3.ResizeToBytes(PolicyImage.ThroughJpeg(image), size, size);
        return centerCrop ? CropAndResize.Apply(image, CropBox.Centre, size, size) : image;
    }

    public ByteImage ForTraining(CameraImage view, ImageAugmentation? augmentation)
    {
        var image = Picture(view);
        if (!HasSize(image)) image = Lanczos3.ResizeToBytes(image, size, size);
        return augmentation is null ? image : augmentation.Apply(image);
    }

    private bool HasSize(ByteImage image) => image.Height == size && image.Width == size;

    private static ByteImage Picture(CameraImage view) => new(view.Height, view.Width, 3, view.Rgb);
}
