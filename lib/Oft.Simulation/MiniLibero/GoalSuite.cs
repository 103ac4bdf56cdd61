namespace Oft.Simulation.MiniLibero;

/// <summary>mini_goal: the same scene, other goals. Only the sentence tells what to do.</summary>
internal static class GoalSuite
{
    private const string Name = "mini_goal";

    public static IReadOnlyList<MiniTask> Tasks() =>
    [
        Task(0, "open the drawer of the cabinet", new OpenDrawer("cabinet_1")),
        Task(1, "turn on the stove", new TurnKnob("stove_1")),
        Task(2, "put the bowl on the plate", Suites.PutOn("black_bowl_1", "white_plate_1")),
        Task(3, "put the bowl on the stove", Suites.PutOn("black_bowl_1", "stove_1", "cook_region")),
        Task(4, "put the bowl on top of the cabinet", Suites.PutOn("black_bowl_1", "cabinet_1", "top_region")),
        Task(5, "put the bottle on top of the cabinet", Suites.PutOn("wine_bottle_1", "cabinet_1", "top_region")),
        Task(6, "put the butter box on the plate", Suites.PutOn("butter_box_1", "white_plate_1")),
        Task(7, "put the butter box on the stove", Suites.PutOn("butter_box_1", "stove_1", "cook_region")),
        Task(8, "open the drawer and put the bowl inside", new OpenDrawer("cabinet_1"), Suites.PutIn("black_bowl_1", "cabinet_1", "drawer_region")),
        Task(9, "put the bottle on the plate", Suites.PutOn("wine_bottle_1", "white_plate_1")),
    ];

    /// <summary>The kitchen, which mini_long uses again.</summary>
    /// <param name="drawer">How far the drawer is open at the beginning, metres.</param>
    public static IReadOnlyList<Placed> Kitchen(double drawer = 0) =>
    [
        new("cabinet_1", Catalog.Cabinet(), new Region(-0.09, 0.205, 0.01, 0.01), Joint: drawer),
        new("stove_1", Catalog.Stove(), new Region(-0.10, -0.12, 0.01, 0.01)),
        new("white_plate_1", Catalog.Plate("white"), new Region(0.11, 0.16, 0.015, 0.015)),
        new("black_bowl_1", Catalog.Bowl("black_bowl", Paint.Black, Paint.Gray), new Region(0.11, 0.0)),
        new("wine_bottle_1", Catalog.Bottle("wine_bottle", Paint.Purple, Paint.Yellow), new Region(0.10, -0.105)),
        new("butter_box_1", Catalog.Box("butter_box", Paint.Yellow, Paint.White), new Region(0.11, -0.215)),
    ];

    private static MiniTask Task(int index, string sentence, params Stage[] plan) => Suites.Task(Name, index, sentence, Kitchen(), plan);
}
