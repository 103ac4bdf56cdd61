using Oft.Contracts;
using Oft.Imaging.Files;
using Oft.Lab.Suites;

namespace Oft.Lab.Worlds;

/// <summary>One picture of a suite for looking at: each task's first frame and, beside it, the last one of its expert.</summary>
public static class ContactSheet
{
    private const int Columns = 3;
    private static readonly Observation nothing = new([], default, "");              // experts ask their world

    /// <summary>A PNG of the expert's first and last view from above per task, in the suite's order, three tasks to a row.</summary>
    /// <param name="suite">Which suite.</param>
    /// <param name="size">Pixels down of a frame.</param>
    /// <param name="initialState">Which of the fixed initial states.</param>
    public static byte[] Of(string suite, int size = 160, int initialState = 0)
    {
        var opened = HouseSuites.Open(suite, samples: 4);
        var rows = (opened.Tasks.Count + Columns - 1) / Columns;
        var across = Teachers.IsBimanual(suite) ? size * 4 / 3 : size;
        var width = Columns * 2 * across;
        var pixels = new byte[rows * size * width * 3];
        for (var i = 0; i < opened.Tasks.Count; i++)
        {
            using var world = (ISimulatedWorld)opened.Open(opened.Tasks[i]);
            world.Reset(initialState, 0);
            Draw(world, 0);
            var expert = PolicyChoice.Expert.For(world);
            for (var step = 0; !world.Success && step < world.StepLimit; step++) world.Step(expert.Act(nothing)[0]);
            Draw(world, 1);

            void Draw(ISimulatedWorld from, int side)
            {
                var frame = from.Render(from.Robot.Views[0], across, size).Rgb.Span;
                var left = (i % Columns * 2 + side) * across;
                for (var y = 0; y < size; y++) frame.Slice(y * across * 3, across * 3).CopyTo(pixels.AsSpan((((i / Columns * size) + y) * width + left) * 3));
            }
        }
        return Png.Encode(pixels, width, rows * size);
    }
}
