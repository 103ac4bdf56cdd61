// What lib/Oft.Interop uses of SixLabors.ImageSharp 2.1.13: signatures only.
namespace SixLabors.ImageSharp
{
    public abstract class Image : IDisposable
    {
        public int Width => throw null!;
        public int Height => throw null!;
        public static Image<TPixel> LoadPixelData<TPixel>(ReadOnlySpan<byte> data, int width, int height) where TPixel : unmanaged, PixelFormats.IPixel<TPixel> => throw null!;
        public void Dispose() => throw null!;
    }

    public sealed class Image<TPixel> : Image where TPixel : unmanaged, PixelFormats.IPixel<TPixel>;

    public static class ImageExtensions
    {
        public static void SaveAsPng(this Image source, Stream stream) => throw null!;
    }
}

namespace SixLabors.ImageSharp.PixelFormats
{
    public interface IPixel<TSelf> where TSelf : unmanaged, IPixel<TSelf>;

    public struct L8 : IPixel<L8>;

    public struct La16 : IPixel<La16>;

    public struct Rgb24 : IPixel<Rgb24>;

    public struct Rgba32 : IPixel<Rgba32>;
}
