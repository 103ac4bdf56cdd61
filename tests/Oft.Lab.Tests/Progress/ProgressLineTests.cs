using Oft.Lab.Progress;

namespace Oft.Lab.Tests.Progress;

public class ProgressLineTests
{
    private sealed class FakeClock : TimeProvider
    {
        public TimeSpan Now { get; set; }
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Now.Ticks;
    }

    [Fact]
    public void A_quarter_done_in_a_minute_leaves_three()
    {
        var (clock, text) = (new FakeClock(), new StringWriter());
        using var line = new ProgressLine("train", 400, text, rewrites: false, clock);
        clock.Now = TimeSpan.FromMinutes(1);
        line.Report(100, "loss 0.5");
        Assert.Equal("train 100/400  3:00 left  loss 0.5", text.ToString().TrimEnd());
    }

    [Fact]
    public void Into_a_file_goes_a_line_every_ten_seconds_and_the_last_one()
    {
        var (clock, text) = (new FakeClock(), new StringWriter());
        using var line = new ProgressLine("train", 100, text, rewrites: false, clock);
        for (var done = 1; done <= 100; done++)
        {
            clock.Now += TimeSpan.FromSeconds(1);
            line.Report(done);
        }
        var lines = text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.Equal("train 100/100  took 1:40", lines[^1].TrimEnd());
    }
}
