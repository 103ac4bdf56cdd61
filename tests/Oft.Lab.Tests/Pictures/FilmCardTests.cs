using System.Text.Json;
using System.Text.RegularExpressions;
using Oft.Contracts;
using Oft.Imaging.Files;
using Oft.Lab.Pictures;

namespace Oft.Lab.Tests.Pictures;

public class FilmCardTests
{
    private static CameraImage Frame(byte grey) => new("front", 16, 8, Enumerable.Repeat(grey, 16 * 8 * 3).ToArray());

    private static string[] Frames(string html) => JsonSerializer.Deserialize<string[]>(Regex.Match(html, "data-frames='([^']*)'").Groups[1].Value)!;

    [Fact]
    public void Every_frame_is_in_the_page_in_order_and_a_strip_for_viewers_without_scripts()
    {
        var html = new Film([Frame(0), Frame(100), Frame(200)], 20) { Caption = "<b>" }.ToHtml();
        var greys = Frames(html).Select(frame => (int)Jpeg.Decode(Convert.FromBase64String(frame)).Pixels.Span[0]).ToArray();
        Assert.Equal(3, greys.Length);
        Assert.All(greys.Zip([0, 100, 200]), pair => Assert.InRange(pair.First - pair.Second, -2, 2));       // JPEG
        Assert.Equal((48, 8), Png.Decode(Convert.FromBase64String(Regex.Match(html, "data:image/png;base64,([^\"]+)").Groups[1].Value)) is var strip ? (strip.Width, strip.Height) : default);
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotMatch("(?:src|href)=\"(?!data:)", html);
    }

    [Fact]
    public void A_long_film_is_thinned_and_keeps_its_pace()
    {
        var film = new Film([.. Enumerable.Range(0, 1000).Select(i => Frame((byte)i))], 20);
        Assert.Equal(334, Frames(film.ToHtml()).Length);
        Assert.Equal(20 / 3.0, film.FramesPerSecond);
        Assert.Contains("One frame of every 3.", film.ToText());
    }

    [Fact]
    public void Frames_of_two_sizes_are_no_film() => Assert.Contains("1x1", Assert.Throws<ArgumentException>(() => new Film([Frame(0), new("a", 1, 1, new byte[3])], 20)).Message);
}
