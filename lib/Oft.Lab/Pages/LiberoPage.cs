using System.Globalization;
using Oft.Contracts;
using Oft.Evaluation.Episodes;
using Oft.Imaging.Files;
using Oft.Simulation.Libero;
using Oft.Simulation.MuJoCo;

namespace Oft.Lab.Pages;

/// <summary>A LIBERO task as a page, for people who debug: both views, regions, goal, initial states.</summary>
public static class LiberoPage
{
    private const int side = 384, small = 160, filmed = 10;

    /// <summary>A complete page.</summary>
    /// <param name="world">The task's world; it is reset and settled here.</param>
    /// <param name="episode">Which initial state the views show.</param>
    public static string Of(LiberoWorld world, int episode)
    {
        var task = world.Task;
        world.Reset(episode, 0);
        var before = Goal(world);
        var page = new Page($"{task.Suite}: {task.Sentence}").Facts(
        [
            ("file", task.Name), ("kind of scene", task.Bddl.Problem), ("sentence in the file", string.Join(' ', task.Bddl.Language)), ("step limit", $"{task.StepLimit} after {EpisodeSettings.Libero.WaitSteps} of settling"),
            ("model", $"{world.Model.PositionCount} positions, {world.Model.VelocityCount} velocities, {world.Model.BodyCount} bodies, {world.Model.GeomCount} shapes"),
            ("LIBERO", task.Folders.Libero), ("robosuite", $"{task.Folders.Robosuite} ({task.Folders.RobosuiteVersion ?? "neither 1.4.0 nor 1.4.1"})"), ("renderer", RendererInfo.Detected.ToString()),
        ]);
        page.Heading($"Episode {episode}: as stored, and settled").Pictures(Views(world), "full_image and wrist_image, upright, right after the reset; things are stored above what they stand on.");
        var map = RegionMap.ToSvg(world);
        var stored = task.Scene.Things.ToDictionary(thing => thing.Name, thing => world.Senses.PoseOf(thing.Name));
        for (var i = 0; i < EpisodeSettings.Libero.WaitSteps; i++) world.Step(EpisodeSettings.Libero.WaitAction.Span);
        page.Pictures(Views(world), "The same after settling: what a policy sees first. OpenVLA-OFT's policies are shown the mirror images.");
        page.Heading("Goal").Table(["condition", "as stored", "settled"], before.Zip(Goal(world), (a, b) => (IReadOnlyList<string>)[a.Atom, a.Holds, b.Holds]))
            .Heading("Beginning").Paragraph(string.Join("  ", task.Bddl.Initial.Select(atom => $"({string.Join(' ', atom)})")));
        page.Heading("Workspace from above").Svg(map, $"Rectangles are regions; dots are where movable things begin in the {task.States.Count} stored states; crosses are this episode's fixtures, which the stored states do not hold.");
        page.Heading("Regions").Table(["region", "of", "is a", "x × y of a zone, half size of a site, m", "joints"], task.Bddl.Regions.Select(region => Region(task, region)));
        page.Heading("Things").Table(["thing", "category", "x, y, z stored, m", "moved while settling, mm", "span over all states, mm", "shapes that touch", "joints"], task.Scene.Things.Select(thing => Thing(world, thing, stored[thing.Name])));
        int[] shown = [.. Enumerable.Range(0, Math.Min(filmed, task.States.Count)).Select(i => i * (task.States.Count - 1) / Math.Max(1, Math.Min(filmed, task.States.Count) - 1)).Distinct()];
        page.Heading("Initial states").Pictures([.. shown.Select(state => (Label: $"{state}", Png: Still(world, state)))], $"States {string.Join(", ", shown)} of {task.States.Count}, each with the fixtures of its own reset.");
        return page.ToHtml();
    }

    private static IReadOnlyList<(string Label, byte[] Png)> Views(LiberoWorld world) => [.. world.Robot.Views.Select(view => (view, Encode(world.Render(view, side, side))))];

    private static byte[] Still(LiberoWorld world, int state)
    {
        world.Reset(state, 0);
        return Encode(world.Render(world.Robot.Views[0], small, small));
    }

    private static byte[] Encode(CameraImage image) => Png.Encode(image.Rgb.Span, image.Width, image.Height);

    private static IReadOnlyList<(string Atom, string Holds)> Goal(LiberoWorld world) => [.. world.Goal.Select(atom => (atom.ToString(), world.Holds(atom) ? "holds" : "does not hold"))];

    private static IReadOnlyList<string> Region(LiberoTask task, Simulation.Libero.Bddl.BddlRegion region)
    {
        var place = task.Scene.Places.FirstOrDefault(known => known.Name == region.Name);
        var size = region.Ranges.Count > 0 ? string.Join("; ", region.Ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.X0:0.###}…{r.X1:0.###}\u00a0×\u00a0{r.Y0:0.###}…{r.Y1:0.###}")))
            : place is null ? "" : string.Join("\u00a0×\u00a0", place.Half.Select(half => half.ToString("0.####", CultureInfo.InvariantCulture)));
        return [region.Name[(region.Target.Length + 1)..], region.Target, place is null ? "absent" : place.Owner is null ? "zone" : "site", size, place is null ? "" : string.Join(", ", place.Joints)];
    }

    private static IReadOnlyList<string> Thing(LiberoWorld world, Simulation.Libero.Composition.SceneThing thing, double[] stored)
    {
        var now = world.Senses.PoseOf(thing.Name);
        var moved = 1000 * Math.Sqrt(now.Take(3).Zip(stored, (a, b) => (a - b) * (a - b)).Sum());
        var span = "fixed";
        if (!thing.IsFixture)
        {
            var all = world.StoredPositions(thing.Name);
            span = string.Join(" × ", Enumerable.Range(0, 3).Select(axis => (1000 * (all.Max(p => p[axis]) - all.Min(p => p[axis]))).ToString("0.#", CultureInfo.InvariantCulture)));
        }
        return [thing.Name, thing.Category, string.Join(", ", stored.Take(3).Select(value => value.ToString("0.000", CultureInfo.InvariantCulture))), moved.ToString("0.#", CultureInfo.InvariantCulture), span, $"{thing.ContactGeoms.Count}", string.Join(", ", thing.Joints)];
    }
}
