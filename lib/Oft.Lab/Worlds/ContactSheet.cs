using Oft.Imaging.Files;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Worlds;

/// <summary>One picture of a suite for looking at: each task's first frame and, beside it, the last one of its expert.</summary>
public static class ContactSheet
{
    private const int Columns = 3;

    /// <summary>A PNG of the expert's first and last agent view per task, in the suite's order, three tasks to a row.</summary>
    /// <param name="suite">Which suite.</param>
    /// <param name="size">Pixels along each side of a frame.</param>
    /// <param name="initialState">Which of the fixed initial states.</param>
    public static byte[] Of(string suite, int size = 160, int initialState = 0)
    {
        var tasks = MiniSuite.Load(suite).Tasks;
        var rows = (tasks.Count + Columns - 1) / Columns;
        var width = Columns * 2 * size;
        var pixels = new byte[rows * size * width * 3];
        for (var i = 0; i < tasks.Count; i++)
        {
            using var world = tasks[i].CreateWorld(new MiniWorldOptions { Samples = 4 });
            world.Reset(initialState, 0);
            Draw(world, 0);
            var expert = new ScriptedExpert(world);
            while (!world.Success && world.Steps < world.StepLimit) world.Step(expert.Act());
            Draw(world, 1);

            void Draw(MiniWorld from, int side)
            {
                var frame = from.Render("agentview", size, size).Rgb.Span;
                var left = (i % Columns * 2 + side) * size;
                for (var y = 0; y < size; y++) frame.Slice(y * size * 3, size * 3).CopyTo(pixels.AsSpan((((i / Columns * size) + y) * width + left) * 3));
            }
        }
        return Png.Encode(pixels, width, rows * size);
    }
}
