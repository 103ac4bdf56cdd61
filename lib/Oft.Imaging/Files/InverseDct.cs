namespace Oft.Imaging.Files;

/// <summary>Which inverse cosine transform undoes a JPEG: the two differ by up to fifteen levels.</summary>
public enum InverseDct
{
    /// <summary>libjpeg's fast integer transform: TensorFlow's choice, and so the model's.</summary>
    Fast,

    /// <summary>libjpeg's accurate integer transform: its own default, and so OpenCV's and Pillow's.</summary>
    Accurate,
}
