using Oft.Contracts;
using Oft.Imaging.Files;

namespace Oft.Lab.Reports;

/// <summary>Pictures side by side in one PNG.</summary>
public static class FilmStrip
{
    /// <summary>Joins pictures of one size from left to right.</summary>
    /// <exception cref="ArgumentException">No picture, or pictures of different sizes.</exception>
    public static byte[] Encode(IReadOnlyList<CameraImage> frames)
    {
        if (frames.Count == 0 || frames.Any(frame => (frame.Width, frame.Height) != (frames[0].Width, frames[0].Height)))
            throw new ArgumentException($"film strip: expected pictures of one size, got {frames.Count}.", nameof(frames));
        var (row, height) = (frames[0].Width * 3, frames[0].Height);
        var strip = new byte[height * frames.Count * row];
        for (var i = 0; i < frames.Count; i++)
            for (var y = 0; y < height; y++)
                frames[i].Rgb.Span.Slice(y * row, row).CopyTo(strip.AsSpan((y * frames.Count + i) * row));
        return Png.Encode(strip, frames.Count * frames[0].Width, height);
    }
}
