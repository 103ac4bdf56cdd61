using System.Globalization;

namespace Oft.Simulation.MiniLibero;

/// <summary>Random tasks that say where any of the kit's movable things goes: what stands in for the pairs of pictures and words a published language model comes with.</summary>
/// <remarks>
/// They name the things of every suite, and never with a sentence of a suite: what a suite asks for is learnt from its own demonstrations.
/// The published model's words and pictures come from Prismatic's training (arXiv 2402.07865).
/// </remarks>
public static class GroundingTasks
{
    /// <summary>What samples of these tasks are filed under.</summary>
    public const string Name = "mini_grounding";

    private const double Big = 0.09, Middle = 0.01, ReachX = 0.14, ReachY = 0.22;
    private static readonly string[] asking = ["pick up the {0} and place it {1} the {2}", "put the {0} {1} the {2}", "move the {0} over, it belongs {1} the {2}", "take the {0} and leave it {1} the {2}"];
    private static readonly Lazy<HashSet<string>> asked = new(() => [.. MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks).Select(task => task.Sentence)]);

    /// <summary>One task: two or three movable things, one or two fixtures, each anywhere on the table.</summary>
    /// <param name="seed">The same seed gives the same task.</param>
    public static MiniTask Draw(ulong seed)
    {
        var chance = new SeededChance(SeededChance.SeedOf(Name, seed));
        while (true)
        {
            var target = Pick<Fixture>(chance, [], IsTarget);
            var second = chance.Unit() < 0.6 ? Pick<Fixture>(chance, [target], thing => thing.Radius <= Big || target.Radius <= Big) : null;
            var subject = Pick<Movable>(chance, [], _ => true);
            List<Thing> others = [Pick<Movable>(chance, [subject], _ => true)];
            if ((second?.Radius ?? 0) <= Big && target.Radius <= Big && chance.Unit() < 0.7) others.Add(Pick<Movable>(chance, [subject, .. others], _ => true));
            var words = string.Format(CultureInfo.InvariantCulture, asking[chance.Below(asking.Length)], subject.Phrase, IsDeep(target) ? "in" : "on", target.Phrase);
            if (asked.Value.Contains(words)) continue;
            List<Thing> scene = second is null ? [target, subject, .. others] : [target, second, subject, .. others];
            return Suites.Task(Name, (int)(seed % int.MaxValue), words, [.. scene.Select(thing => new Placed(NameOf(thing), thing, new Region(Middle, 0, ReachX, ReachY)))], Put(subject, target));
        }
    }

    private static T Pick<T>(SeededChance chance, IReadOnlyList<Thing> taken, Func<T, bool> fits) where T : Thing
    {
        var known = RandomScenes.Things.OfType<T>().Where(thing => fits(thing) && taken.All(other => other.Kind != thing.Kind)).ToList();
        return known[chance.Below(known.Count)];
    }

    private static bool IsTarget(Fixture fixture) => fixture.Places.Count == 0 || Ground(fixture) is not null;

    private static Place? Ground(Fixture fixture) => fixture.Places.FirstOrDefault(place => !place.OnPart && !place.Painted);

    private static bool IsDeep(Fixture fixture) => fixture.Places.Any(place => place.Name == "contain_region");

    private static Stage Put(Movable subject, Fixture target)
    {
        if (Ground(target) is not { Name: var place }) return Suites.PutOn(NameOf(subject), NameOf(target));
        return IsDeep(target) ? Suites.PutIn(NameOf(subject), NameOf(target), place) : Suites.PutOn(NameOf(subject), NameOf(target), place);
    }

    private static string NameOf(Thing thing) => $"{thing.Kind}_1";
}
