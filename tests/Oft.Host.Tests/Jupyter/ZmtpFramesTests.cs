using Oft.Host.Jupyter;

namespace Oft.Host.Tests.Jupyter;

public class ZmtpFramesTests
{
    [Fact]
    public async Task A_message_of_short_and_long_frames_is_read_as_it_was_written()
    {
        byte[][] frames = [[], [1, 2, 3], new byte[300], new byte[70_000]];
        var stream = new MemoryStream(ZmtpFrames.Message(frames));
        for (var i = 0; i < frames.Length; i++)
        {
            var (isCommand, more, body) = await ZmtpFrames.ReadAsync(stream, ZmtpFrames.LargestMessage, TestContext.Current.CancellationToken);
            Assert.False(isCommand);
            Assert.Equal(i < 3, more);
            Assert.Equal(frames[i], body);
        }
    }

    [Theory]
    [InlineData("02ffffffffffffffff")]                                          // 2^64 - 1 bytes
    [InlineData("027fffffffffffffff")]
    [InlineData("020000000004000001")]                                          // one above 64 MiB
    [InlineData("0900")]                                                        // an unknown flag
    [InlineData("0500")]                                                        // a command that goes on
    public async Task Impossible_frames_are_refused_before_anything_is_allocated(string hex)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Assert.ThrowsAsync<ZmtpException>(() => ZmtpFrames.ReadAsync(new MemoryStream(Convert.FromHexString(hex)), ZmtpFrames.LargestMessage, TestContext.Current.CancellationToken));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Properties_that_are_cut_off_are_refused()
    {
        var ready = ZmtpFrames.ReadCommand(ZmtpFrames.Ready("ROUTER")[2..]).Data;
        Assert.Equal("ROUTER"u8.ToArray(), ZmtpFrames.ReadProperties(ready)["socket-type"]);
        for (var length = 1; length < ready.Length; length++)
            if (length != 22) Assert.Throws<ZmtpException>(() => ZmtpFrames.ReadProperties(ready.AsSpan(0, length)));       // after 22 bytes one property is whole
    }

    [Theory]
    [InlineData("a😀b", 0, 0)]
    [InlineData("a😀b", 2, 3)]
    [InlineData("a😀b", 3, 4)]
    [InlineData("a😀b", 99, 4)]
    public void Cursors_count_code_points(string text, int codePoints, int utf16)
    {
        Assert.Equal(utf16, CodePoints.ToUtf16(text, codePoints));
        Assert.Equal(Math.Min(codePoints, 3), CodePoints.FromUtf16(text, utf16));
    }
}
