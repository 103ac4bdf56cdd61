using Oft.Data.Plain;
using System.Runtime.InteropServices;
using Oft.Formats.Safetensors;
using Oft.Imaging.Files;
using Oft.Lab.Worlds;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Worlds;

public sealed class DemonstrationRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("oft-demos").FullName;

    [Fact]
    public void A_run_that_was_stopped_goes_on_where_it_was_and_what_it_wrote_can_be_read()
    {
        using var sink = new PlainEpisodeSink(folder);
        var first = new DemonstrationRun("mini_language", Episodes: 1, ImageSize: 32).Write(sink, sink.Has);
        Assert.Equal((3, 0, 0), first);
        var again = new DemonstrationRun("mini_language", Episodes: 2, ImageSize: 32).Write(sink, sink.Has);
        Assert.Equal((3, 3), (again.Kept, again.Found));

        var task = MiniSuite.Load("mini_language").Tasks[1];
        var episode = Path.Combine(folder, task.Name, "000000");
        using var numbers = SafetensorsFile.Open(Path.Combine(episode, "episode.safetensors"));
        var steps = (int)numbers.Tensors["actions"].Shape[0];
        Assert.Equal([(long)steps, 7L], numbers.Tensors["actions"].Shape);
        Assert.Equal([(long)steps, 8L], numbers.Tensors["proprio"].Shape);
        Assert.Equal(task.Sentence, numbers.Metadata["sentence"]);
        var strip = Png.Decode(File.ReadAllBytes(Path.Combine(episode, "wrist.png")));
        Assert.Equal((32, 32 * steps), (strip.Width, strip.Height));

        // The written episode is the recorded one, number by number and pixel by pixel.
        using var world = task.CreateWorld(new MiniWorldOptions { ImageWidth = 32, ImageHeight = 32 });
        var recorded = Demonstrations.Record(world, 0, Teachers.NoiseOf("mini_language", 0));
        Assert.Equal(recorded.Steps.Count, steps);
        Assert.Equal(recorded.Steps.SelectMany(s => s.Action.ToArray()), MemoryMarshal.Cast<byte, double>(numbers.Bytes("actions")).ToArray());
        Assert.True(strip.Pixels.Span[..(32 * 32 * 3)].SequenceEqual(recorded.Steps[0].Observation.Views[1].Rgb.Span));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
