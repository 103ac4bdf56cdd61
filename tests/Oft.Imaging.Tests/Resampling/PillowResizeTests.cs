using System.Security.Cryptography;
using System.Text.Json;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Imaging.Tests.Resampling;

public sealed class PillowResizeTests
{
    [Fact]
    public void Bicubic_pictures_of_the_aloha_preparation_are_equal_byte_for_byte()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Need.Shared("golden/aloha/hdf5/preprocess.json")));
        foreach (var item in json.RootElement.GetProperty("bicubic_256").GetProperty("items").EnumerateArray())
        {
            var input = AlohaPicture(Number("height"), Number("width"), Number("t"), Number("cam"));
            Assert.Equal(Text("input_sha256"), Hash(input));

            Assert.Equal(Text("output_sha256"), Hash(PillowResize.Apply(input, 256, 256)));

            int Number(string name) => item.GetProperty(name).GetInt32();
            string? Text(string name) => item.GetProperty(name).GetString();
        }
    }

    // From the same run of the reference's preprocess_split_aloha_data.py, with Pillow 13.0.0.
    [Theory]
    [InlineData(480, 640, 0, 0, "a8a42f163f7297e99ed334bd062bbe38ef44889c2ebe74cea6ae57a265935bf1")]
    [InlineData(480, 640, 5, 1, "e5aafe0e691bd03a911dcffe0cdca533f2f76b9010916eaed15e35ee255b2e27")]
    [InlineData(60, 80, 0, 2, "b8b75a2509247c4b4bfb2bac7967f09094646f08a8b95f4ce063145eeb0eb27c")]
    [InlineData(255, 257, 2, 1, "981db087faa04d20a6c595acfb57a79d0b920111846112f2c89ceb36f1ca68ca")]
    public void A_camera_frame_squeezed_to_256_has_pillows_bytes(int height, int width, int t, int camera, string hash) =>
        Assert.Equal(hash, Hash(PillowResize.Apply(AlohaPicture(height, width, t, camera), 256, 256)));

    [Fact]
    public void Bilinear_pictures_with_padding_are_equal_to_openpis()
    {
        var folder = Need.Shared("golden/openpi");
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "resize.json")));
        foreach (var image in json.RootElement.GetProperty("images").EnumerateObject())
        {
            var input = Png.Decode(File.ReadAllBytes(Path.Combine(folder, image.Value.GetProperty("input").GetString()!)));
            foreach (var output in image.Value.GetProperty("outputs").EnumerateObject())
            {
                var size = output.Name.Split('x');
                Assert.Equal(output.Value.GetProperty("sha256").GetString(), Hash(PillowResize.WithPad(input, int.Parse(size[0]), int.Parse(size[1]))));
            }
        }
    }

    [Theory]
    [InlineData(PillowKernel.Bilinear)]
    [InlineData(PillowKernel.Bicubic)]
    public void A_flat_picture_stays_flat(PillowKernel kernel)
    {
        var flat = new ByteImage(9, 31, 4, Enumerable.Repeat<byte>(201, 9 * 31 * 4).ToArray());

        Assert.All(PillowResize.Apply(flat, 40, 7, kernel).Pixels.ToArray(), sample => Assert.Equal(201, sample));
    }

    [Fact]
    public void A_wide_picture_is_padded_above_and_below_with_the_odd_row_below()
    {
        var white = new ByteImage(2, 4, 1, Enumerable.Repeat<byte>(255, 8).ToArray());

        var padded = PillowResize.WithPad(white, 5, 4).Pixels.ToArray();

        Assert.Equal([0, 255, 255, 0, 0], padded.Chunk(4).Select(row => (int)row[0]));
    }

    [Fact]
    public void A_picture_that_would_vanish_is_refused() =>
        Assert.Throws<ArgumentException>(() => PillowResize.WithPad(new ByteImage(1, 300, 3, new byte[900]), 224, 224));

    /// <summary>The synthetic frames of the recording: two ramps, a flat blue, a square that moves with time and camera.</summary>
    private static ByteImage AlohaPicture(int height, int width, int t, int camera)
    {
        var pixels = new byte[height * width * 3];
        byte[] square = camera switch { 0 => [255, 240, 20], 1 => [10, 30, 250], _ => [20, 250, 60] };
        var side = Math.Max(4, height / 6);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var pixel = pixels.AsSpan((y * width + x) * 3);
                byte[] color = height < 8
                    ? [(byte)(10 * (y + 1)), (byte)(20 * (x + 1)), 200]
                    : InSquare(y, x) ? square : [(byte)(x * 255 / (width - 1)), (byte)(y * 255 / (height - 1)), (byte)(60 + 50 * camera + 3 * t)];
                color.CopyTo(pixel);
            }
        return new ByteImage(height, width, 3, pixels);

        bool InSquare(int y, int x)
        {
            var (top, left) = ((t * 5 + camera * 11) % (height - side), (t * 7 + camera * 3) % (width - side));
            return y >= top && y < top + side && x >= left && x < left + side;
        }
    }

    private static string Hash(ByteImage image) => Convert.ToHexStringLower(SHA256.HashData(image.Pixels.Span));
}
