using Oft.Simulation.Predicates;

namespace Oft.Simulation.MiniLibero;

/// <summary>The tasks of every suite, written down.</summary>
/// <remarks>
/// The difficulty is fixed: regions, sizes and predicates are never eased for a policy, and a test holds the drawn initial states to a
/// recorded sum. A change of any of them is a new benchmark and takes a new suite name.
/// </remarks>
internal static class Suites
{
    /// <summary>Suites by name; a suite's tasks are made when it is first asked for.</summary>
    public static IReadOnlyDictionary<string, Lazy<IReadOnlyList<MiniTask>>> All { get; } = new Dictionary<string, Lazy<IReadOnlyList<MiniTask>>>
    {
        ["mini_spatial"] = new(SpatialSuite.Tasks),
        ["mini_object"] = new(ObjectSuite.Tasks),
        ["mini_goal"] = new(GoalSuite.Tasks),
        ["mini_long"] = new(LongSuite.Tasks),
        ["mini_base"] = new(BaseSuite.Tasks),
        ["mini_language"] = new(LanguageSuite.Tasks),
    };

    /// <summary>A task whose goal is what its stages leave behind.</summary>
    public static MiniTask Task(string suite, int index, string sentence, IReadOnlyList<Placed> scene, params Stage[] plan) =>
        new(suite, index, sentence, scene, plan, [.. plan.Select(stage => stage.Done)]);

    /// <summary>Put a thing on a plate or another thing.</summary>
    public static Stage PutOn(string thing, string target) => new PickAndPlace(thing, target, new Atom(PredicateKind.On, thing, target));

    /// <summary>Put a thing on a marked place of a fixture.</summary>
    public static Stage PutOn(string thing, string target, string place) => new PickAndPlace(thing, target, new Atom(PredicateKind.On, thing, $"{target}_{place}"));

    /// <summary>Put a thing into a marked place of a fixture.</summary>
    public static Stage PutIn(string thing, string target, string place = "contain_region", double aside = 0) => new PickAndPlace(thing, target, new Atom(PredicateKind.In, thing, $"{target}_{place}"), aside);
}
