namespace Oft.Simulation.MiniLibero;

/// <summary>mini_spatial: the same things in other places. Two equal bowls stand on the table; where the right one stands is all the sentence says.</summary>
internal static class SpatialSuite
{
    private const string Name = "mini_spatial", Target = "black_bowl_1", Other = "black_bowl_2";

    public static IReadOnlyList<MiniTask> Tasks()
    {
        // Each entry: the words, then where the right bowl begins, then where the other does.
        (string Words, Func<string, Placed> Right, Func<string, Placed> Wrong)[] places =
        [
            ("between the plate and the cup", Between, Back),
            ("next to the cup", NextTo("red_cup_1", -0.13), OnTop("shelf_1")),
            ("next to the plate", NextTo("white_plate_1", -0.16), OnTop("stove_1")),
            ("next to the cookie box", NextTo("cookie_box_1", 0.14), Back),
            ("on the stove", OnTop("stove_1"), OnTop("shelf_1")),
            ("on the shelf", OnTop("shelf_1"), OnTop("stove_1")),
            ("on the wooden board", OnTop("wooden_board_1"), Back),
            ("at the back of the table", Back, OnTop("wooden_board_1")),
            ("at the front of the table", Front, OnTop("stove_1")),
            ("in the middle of the table", Middle, OnTop("shelf_1")),
        ];
        return [.. places.Select((p, i) => Suites.Task(Name, i, $"pick up the black bowl {p.Words} and place it on the plate",
            [.. Landmarks(i), p.Right(Target), p.Wrong(Other)], Suites.PutOn(Target, "white_plate_1")))];
    }

    // The landmarks stay; plate, cup and cookie box change sides between tasks.
    private static IEnumerable<Placed> Landmarks(int index)
    {
        yield return new("shelf_1", Catalog.Shelf(), new Region(-0.10, 0.20, 0.012, 0.012));
        yield return new("stove_1", Catalog.Stove(knob: false), new Region(-0.10, -0.20, 0.012, 0.012));
        yield return new("wooden_board_1", Catalog.Board("wooden_board", Paint.Wicker, 0.07), new Region(0.11, -0.20, 0.012, 0.012));
        var (plate, cup, box) = index switch
        {
            0 => (new Region(0.10, 0.20, 0.012, 0.012), new Region(0.09, -0.06), new Region(-0.06, 0.02)),
            1 => (new Region(0.10, 0.20, 0.012, 0.012), new Region(0.08, 0.05), new Region(-0.10, 0.0)),
            2 => (new Region(0.08, 0.12, 0.012, 0.012), new Region(-0.10, 0.0), new Region(0.02, 0.235)),
            3 => (new Region(0.11, 0.20, 0.012, 0.012), new Region(0.10, 0.02), new Region(-0.02, -0.10)),
            _ => (new Region(0.10, 0.20, 0.012, 0.012), new Region(0.13, -0.05), new Region(0.0, -0.10)),
        };
        if (index is 8) (cup, box) = (new Region(-0.02, 0.06), new Region(-0.03, -0.09));
        if (index is 9) (cup, box) = (new Region(0.14, -0.04), new Region(-0.13, -0.03));
        if (index is 4 or 5 or 6 or 7) box = new Region(0.03, -0.06);
        if (index is 4 or 5 or 6 or 7) cup = new Region(0.10, 0.06);
        yield return new("white_plate_1", Catalog.Plate("white"), plate);
        yield return new("red_cup_1", Catalog.Cup("red_cup", Paint.Red, Paint.White), cup);
        yield return new("cookie_box_1", Catalog.Box("cookie_box", Paint.Blue, Paint.Yellow), box);
    }

    private static Placed Bowl(string name, Region region, string? support = null, string? near = null) => new(name, Catalog.Bowl("black_bowl", Paint.Black, Paint.Gray), region, support, near);

    private static Placed Between(string name) => Bowl(name, new Region(0.09, 0.075));

    private static Func<string, Placed> NextTo(string thing, double side) => name => Bowl(name, new Region(0, side), near: thing);

    private static Func<string, Placed> OnTop(string fixture) => name => Bowl(name, new Region(0, 0), support: fixture);

    private static Placed Back(string name) => Bowl(name, new Region(-0.12, 0));

    private static Placed Front(string name) => Bowl(name, new Region(0.13, 0.03));

    private static Placed Middle(string name) => Bowl(name, new Region(0.02, 0.02));
}
