using System.Runtime.InteropServices;
using System.Numerics;

namespace Oft.Imaging.Augmentation;

/// <summary>Makes a picture lighter or darker.</summary>
/// <remarks><c>x + δ</c>, in float32. Upstream: tf.image.stateless_random_brightness, through dlimp's augment_image.</remarks>
public static class Brightness
{
    /// <summary>Adds, in place and without clipping.</summary>
    /// <param name="samples">[…] from 0 to 1.</param>
    /// <param name="delta">δ.</param>
    public static void Add(Span<float> samples, float delta)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        for (var i = 0; i < vectors.Length; i++) vectors[i] += new Vector<float>(delta);
        for (var i = vectors.Length * Vector<float>.Count; i < samples.Length; i++) samples[i] += delta;
    }
}
