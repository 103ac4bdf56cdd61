using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Oft.Imaging.Resampling;

/// <summary>A pixel of up to four channels as one vector, from rows of interleaved samples.</summary>
/// <remarks>Four samples are read and written wherever a pixel begins: what belongs to the next pixel is computed in vain and
/// overwritten by it. So rows need <see cref="Slack"/> samples after their last.</remarks>
internal static class PixelVector
{
    internal const int MostChannels = 4;
    internal const int Slack = MostChannels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<float> Load(ref float row, int sample) => Vector128.LoadUnsafe(ref row, (nuint)sample);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector128<float> pixel, ref float row, int sample) => pixel.StoreUnsafe(ref row, (nuint)sample);
}
