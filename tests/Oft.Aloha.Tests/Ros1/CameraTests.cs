using Oft.Aloha.Gate;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Robot;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Ros1;

public sealed class CameraTests
{
    private static readonly byte[] rgb = [1, 2, 3, 4, 5, 6];                     // one row of two pixels

    [Theory]
    [InlineData("rgb8", new byte[] { 1, 2, 3, 4, 5, 6 }, 6u)]
    [InlineData("bgr8", new byte[] { 3, 2, 1, 6, 5, 4, 0xEE, 0xEE }, 8u)]
    [InlineData("rgba8", new byte[] { 1, 2, 3, 255, 4, 5, 6, 255 }, 8u)]
    [InlineData("bgra8", new byte[] { 3, 2, 1, 255, 6, 5, 4, 255, 0xEE }, 9u)]
    public async Task Every_encoding_that_can_be_shown_comes_out_as_rgb(string encoding, byte[] data, uint step) =>
        await Seen(new Image { Height = 1, Width = 2, Encoding = encoding, Step = step, Data = data }, robot => robot.Frames[0] is { } frame && frame.Image.Rgb.Span.SequenceEqual(rgb));

    [Theory]
    [InlineData("yuv422", 4u, 4, "sends 'yuv422'")]
    [InlineData("mono8", 2u, 2, "sends 'mono8'")]
    [InlineData("rgb8", 6u, 5, "needs 6 bytes, got 5")]
    [InlineData("rgb8", 3u, 6, "rows of 3 bytes")]
    public async Task What_cannot_be_shown_is_trouble_with_a_name(string encoding, uint step, int bytes, string reason) =>
        await Seen(new Image { Height = 1, Width = 2, Encoding = encoding, Step = step, Data = new byte[bytes] }, robot => ((IRobot)robot).Trouble?.Contains(reason) == true);

    private static async Task Seen(Image image, Func<Ros1Aloha, bool> holds)
    {
        await using var master = await RosMaster.Start();
        await using var camera = await RosNode.Start(new RosNodeOptions { Name = "/camera", Master = master.Uri });
        await using var node = await RosNode.Start(new RosNodeOptions { Name = "/oft", Master = master.Uri });
        using var robot = await Ros1Aloha.Join(node, GateProfile.Simulated);
        var topic = await camera.Advertise<Image>(new AlohaTopics().Cameras[0]);
        for (var end = DateTime.UtcNow.AddSeconds(30); !holds(robot); await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow < end, ((IRobot)robot).Trouble ?? "no picture came");
            topic.Publish(image);
        }
    }
}
