using Oft.Simulation.Predicates;

namespace Oft.Simulation.Libero.Catalog;

/// <summary>What LIBERO's code says of a category of things beyond its XML file.</summary>
/// <param name="File">Below LIBERO's assets.</param>
/// <param name="Turns">How it is turned when placed at a reset: axis and range in radians, one draw each.</param>
public sealed record ThingClass(string File, IReadOnlyList<(char Axis, double Least, double Most)> Turns)
{
    private const double Half = Math.PI / 2;
    private static readonly (char, double, double)[] standing = [('x', Half, Half)], upright = [('x', Half, Half), ('z', Half, Half)], lying = [('x', 0, 0)];
    private static readonly Dictionary<string, ThingClass> all = Collect();

    /// <summary>Where its doors or drawers are when a scene begins with them open, and closed; null where it has none.</summary>
    public (double Least, double Most)? OpenRange { get; private init; }

    /// <summary>As <see cref="OpenRange"/>, closed.</summary>
    public (double Least, double Most)? ClosedRange { get; private init; }

    /// <summary>When its joints count as open or closed; null where asking is an error.</summary>
    public JointLimits? Limits { get; private init; }

    /// <summary>True where it has a knob that is turned on and off, with a burner that glows.</summary>
    public bool Knob { get; private init; }

    /// <summary>Categories there are.</summary>
    public static IEnumerable<string> Names => all.Keys;

    /// <summary>A category's class.</summary>
    /// <exception cref="LiberoException">LIBERO has none of that name; the message lists those it has.</exception>
    public static ThingClass Of(string category) => all.TryGetValue(category, out var known)
        ? known
        : throw new LiberoException($"the category '{category}' is not known; known: {string.Join(", ", all.Keys.Order(StringComparer.Ordinal))}.");

    // Upstream: libero/libero/envs/objects/{hope,google_scanned,turbosquid,articulated}_objects.py.
    private static Dictionary<string, ThingClass> Collect()
    {
        var classes = new Dictionary<string, ThingClass>();
        foreach (var name in (string[])["bbq_sauce", "cherries", "cookies", "corn"]) Add("stable_hope_objects", name, standing);
        foreach (var name in (string[])["butter", "chocolate_pudding", "cream_cheese", "popcorn"]) Add("stable_hope_objects", name, lying);
        foreach (var name in (string[])["alphabet_soup", "tomato_sauce"]) Add("stable_hope_objects", name, ('z', Half, Half));
        foreach (var name in (string[])["ketchup", "macaroni_and_cheese", "mayo", "milk", "orange_juice", "salad_dressing", "new_salad_dressing"]) Add("stable_hope_objects", name, upright);
        foreach (var name in (string[])["white_bowl", "akita_black_bowl", "plate", "basket", "chefmate_8_frypan", "glazed_rim_porcelain_ramekin"]) Add("stable_scanned_objects", name, standing);
        classes.Add("rack", new ThingClass("stable_scanned_objects/simple_rack/simple_rack.xml", lying));
        foreach (var name in (string[])["wooden_tray", "wooden_shelf", "wooden_two_layer_shelf", "wine_rack", "wine_bottle", "dining_set_group", "bowl_drainer", "moka_pot", "desk_caddy"]) Add("turbosquid_objects", name, lying);
        Add("turbosquid_objects", "white_storage_box", ('y', 0, 0));
        foreach (var name in (string[])["black_book", "yellow_book"]) Add("turbosquid_objects", name, ('x', -Half, -Math.PI / 4));
        foreach (var name in (string[])["red_coffee_mug", "porcelain_mug", "white_yellow_mug"]) Add("turbosquid_objects", name, ('x', -Half, -Half));
        foreach (var name in (string[])["slide_cabinet", "window", "faucet", "basin_faucet"]) Articulated(name, null, default, default);
        Articulated("microwave", JointLimits.Microwave, (-2.094, -1.3), (-0.005, 0));
        Articulated("short_cabinet", JointLimits.ShortCabinet, (0.10, 0.16), (-0.005, 0));
        Articulated("short_fridge", JointLimits.ShortFridge, (2.0, 2.7), (-0.005, 0));
        Articulated("wooden_cabinet", JointLimits.Cabinet, (-0.16, -0.14), (0, 0.005));
        Articulated("white_cabinet", JointLimits.Cabinet, (-0.16, -0.14), (0, 0.005));
        classes.Add("flat_stove", new ThingClass("articulated_objects/flat_stove.xml", [('y', 0, 0)]) { Knob = true });
        return classes;

        void Add(string folder, string name, params (char, double, double)[] turns) => classes.Add(name, new ThingClass($"{folder}/{name}/{name}.xml", turns));

        void Articulated(string name, JointLimits? limits, (double, double) open, (double, double) closed) =>
            classes.Add(name, new ThingClass($"articulated_objects/{name}.xml", [('x', Math.PI / 4, Half)])
            {
                Limits = limits,
                OpenRange = limits is null ? null : open,
                ClosedRange = limits is null ? null : closed,
            });
    }
}
