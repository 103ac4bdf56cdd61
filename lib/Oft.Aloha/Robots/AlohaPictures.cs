using Oft.Contracts;
using Oft.Imaging;
using Oft.Imaging.Resampling;

namespace Oft.Aloha.Robots;

/// <summary>A camera's picture as the published client sends it: bicubic to 256x256, as the training data was stored; then the policy's own way to 224x224.</summary>
/// <remarks>Upstream: run_aloha_eval.py, prepare_observation. A picture of 224x224 has been this way already.</remarks>
public static class AlohaPictures
{
    private const int Stored = 256;

    /// <summary>The prepared picture.</summary>
    /// <param name="image">[H, W, 3] of any size.</param>
    public static CameraImage Prepare(CameraImage image)
    {
        if (image is { Width: PolicyImage.Size, Height: PolicyImage.Size }) return image;
        var stored = PillowResize.Apply(new ByteImage(image.Height, image.Width, 3, image.Rgb), Stored, Stored);
        return new CameraImage(image.Name, PolicyImage.Size, PolicyImage.Size, PolicyImage.Resize(stored).Pixels);
    }
}
