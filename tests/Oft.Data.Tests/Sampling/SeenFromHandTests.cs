using Oft.Contracts;
using Oft.Data.Sampling;

namespace Oft.Data.Tests.Sampling;

public class SeenFromHandTests
{
    [Fact]
    public void The_hands_picture_takes_the_first_ones_place_and_the_hand_is_the_origin()
    {
        var sample = new SeenFromHand(new One(), "wrist").Sample(0, 0);

        var seen = Assert.Single(sample.Observation.Views);
        Assert.Equal(("agentview", (byte)2), (seen.Name, seen.Rgb.Span[0]));
        Assert.Equal([0, 0, 0, 4], sample.Observation.Proprio.ToArray());
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], sample.TargetOffsets.ToArray());
    }

    [Fact]
    public void A_camera_that_is_not_there_is_named_with_those_that_are()
    {
        var message = Assert.Throws<ArgumentException>(() => new SeenFromHand(new One(), "elbow").Sample(0, 0)).Message;
        Assert.Contains("'elbow'", message, StringComparison.Ordinal);
        Assert.Contains("agentview, wrist", message, StringComparison.Ordinal);
    }

    private sealed class One : ISampleSet
    {
        public string Name => "one";

        public string Identity => "one";

        public IReadOnlyList<int> Episodes => [1];

        public ChunkSample Sample(int episode, int step) => new(new Observation([Picture("agentview", 1), Picture("wrist", 2)], new double[] { 1, 2, 3, 4 }, "look"), new ActionChunk(1, 1, new double[1])) { TargetOffsets = new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 } };

        public void Summarize(FieldSummary actions, FieldSummary proprio) => actions.Add([0]);

        private static CameraImage Picture(string name, byte grey) => new(name, 1, 1, new[] { grey, grey, grey });
    }
}
