namespace Oft.Simulation.MiniLibero;

/// <summary>mini_base: other things, places and sentences than the four test suites, for pre-training.</summary>
internal static class BaseSuite
{
    private const string Name = "mini_base";

    public static IReadOnlyList<MiniTask> Tasks()
    {
        var tasks = new List<MiniTask>();

        // The first task is the simplest of the kit: one block, one plate, nothing else.
        Add("pick up the red block and place it on the white plate",
            [Plate("white", 0.02, 0.14, 0.04), new("red_block_1", Catalog.Block("red"), new Region(0.02, -0.12, 0.08, 0.08))], Suites.PutOn("red_block_1", "white_plate_1"));

        // Blocks onto plates, another block and another plate beside them.
        foreach (var (block, other, plate, wrong) in ((string, string, string, string)[])
            [("red", "green", "yellow", "blue"), ("green", "blue", "blue", "yellow"), ("blue", "yellow", "pink", "white"), ("yellow", "red", "white", "pink"),
             ("orange", "cyan", "blue", "white"), ("purple", "orange", "yellow", "pink"), ("cyan", "purple", "pink", "blue"), ("green", "red", "white", "yellow")])
            Add($"pick up the {block} block and place it on the {plate} plate",
                [Plate(plate, -0.05, 0.17), Plate(wrong, -0.05, -0.17), Block(block, 0.10, -0.09), Block(other, 0.10, 0.09)], Suites.PutOn($"{block}_block_1", $"{plate}_plate_1"));

        // Blocks into trays.
        foreach (var (block, other, tray, wrong) in ((string, string, string, string)[])
            [("red", "blue", "gray", "purple"), ("blue", "green", "purple", "gray"), ("yellow", "purple", "gray", "orange"), ("orange", "red", "purple", "cyan"), ("pink", "yellow", "cyan", "purple"), ("green", "orange", "orange", "gray")])
            Add($"drop the {block} block into the {tray} tray",
                [Tray(tray, 0.09, -0.17), Tray(wrong, 0.09, 0.17), Block(block, -0.06, -0.10), Block(other, -0.06, 0.10)], Suites.PutIn($"{block}_block_1", $"{tray}_tray_1"));

        // Cups and bowls onto boards.
        foreach (var (cup, paint, other, otherPaint) in ((string, double[], string, double[])[])
            [("green", Paint.Green, "yellow", Paint.Yellow), ("yellow", Paint.Yellow, "purple", Paint.Purple), ("orange", Paint.Orange, "green", Paint.Green), ("white", Paint.White, "orange", Paint.Orange)])
            Add($"stand the {cup} cup on the board",
                [new("board_1", Catalog.Board("board", Paint.Steel, 0.075), new Region(-0.04, 0.0, 0.03, 0.03)), Cup(cup, paint, 0.06, 0.18), Cup(other, otherPaint, 0.06, -0.18)], Suites.PutOn($"{cup}_cup_1", "board_1", "top_region"));
        foreach (var (bowl, paint) in ((string, double[])[])[("green", Paint.Green), ("orange", Paint.Orange), ("white", Paint.White)])
            Add($"lay the {bowl} bowl on the board",
                [new("board_1", Catalog.Board("board", Paint.Steel, 0.075), new Region(0.05, 0.15, 0.03, 0.03)), new($"{bowl}_bowl_1", Catalog.Bowl($"{bowl}_bowl", paint, Paint.Dark), new Region(-0.02, -0.12, 0.06, 0.06)), Cup("cyan", Paint.Cyan, 0.12, -0.05)],
                Suites.PutOn($"{bowl}_bowl_1", "board_1", "top_region"));

        // Blocks pushed onto zones.
        foreach (var (block, zone, wrong, side) in ((string, string, string, double)[])
            [("red", "green", "yellow", 0.17), ("green", "red", "blue", -0.17), ("blue", "yellow", "red", 0.17), ("yellow", "blue", "green", -0.17), ("purple", "red", "yellow", 0.17), ("orange", "blue", "red", -0.17)])
            Add($"push the {block} block to the {zone} zone", [Zone(zone, 0.02, side), Zone(wrong, 0.02, -side), Block(block, 0.02, 0.0)], new Push($"{block}_block_1", $"{zone}_zone_1"));

        // Blocks on blocks.
        foreach (var (block, under, third) in ((string, string, string)[])[("red", "blue", "green"), ("green", "yellow", "red"), ("purple", "white", "orange"), ("cyan", "orange", "pink")])
            Add($"stack the {block} block on the {under} block", [Block(under, 0.0, 0.14), Block(block, 0.06, -0.12), Block(third, -0.09, -0.06)], Suites.PutOn($"{block}_block_1", $"{under}_block_1"));

        // A drawer and a knob in other places than the kitchen's.
        Add("slide out the drawer", [new("cabinet_1", Catalog.Cabinet(), new Region(0.03, 0.19, 0.03, 0.01)), Block("green", 0.0, -0.15)], new OpenDrawer("cabinet_1"));
        Add("shut the drawer", [new("cabinet_1", Catalog.Cabinet(), new Region(0.03, 0.19, 0.03, 0.01), Joint: 0.11), Block("orange", 0.0, -0.17)], new CloseDrawer("cabinet_1"));
        Add("switch on the hot plate", [new("stove_1", Catalog.Stove(), new Region(0.02, 0.05, 0.03, 0.03)), Block("blue", 0.02, 0.22)], new TurnKnob("stove_1"));
        return tasks;

        void Add(string sentence, IReadOnlyList<Placed> scene, Stage stage) => tasks.Add(Suites.Task(Name, tasks.Count, sentence, scene, stage));
    }

    private static Placed Block(string color, double x, double y) => new($"{color}_block_1", Catalog.Block(color), new Region(x, y));

    private static Placed Cup(string color, double[] paint, double x, double y) => new($"{color}_cup_1", Catalog.Cup($"{color}_cup", paint, Paint.White), new Region(x, y));

    private static Placed Plate(string color, double x, double y, double reach = 0.03) => new($"{color}_plate_1", Catalog.Plate(color), new Region(x, y, reach, reach));

    private static Placed Tray(string color, double x, double y) => new($"{color}_tray_1", Catalog.Basket($"{color}_tray", Catalog.Color(color), half: 0.060, height: 0.032), new Region(x, y, 0.02, 0.02));

    private static Placed Zone(string color, double x, double y) => new($"{color}_zone_1", Catalog.Zone(color), new Region(x, y, 0.02, 0.02));
}
