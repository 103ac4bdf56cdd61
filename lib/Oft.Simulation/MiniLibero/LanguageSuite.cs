namespace Oft.Simulation.MiniLibero;

/// <summary>mini_language: one block, three trays that change places. The three tasks share their initial states, so the picture cannot tell which tray is meant and chance is one third.</summary>
internal static class LanguageSuite
{
    private const string Name = "mini_language";

    public static IReadOnlyList<MiniTask> Tasks() =>
    [
        .. ((string[])["red", "green", "blue"]).Select((color, i) =>
        {
            var put = Suites.PutIn("yellow_block_1", $"{color}_tray_1");
            return new MiniTask(Name, i, $"put the yellow block in the {color} tray", Scene(), [put], [put.Done], layout: Name);
        }),
    ];

    private static IReadOnlyList<Placed> Scene() =>
    [
        Tray("red", Paint.Red, -0.18),
        Tray("green", Paint.Green, 0),
        Tray("blue", Paint.Blue, 0.18),
        new("yellow_block_1", Catalog.Block("yellow", 0.050), new Region(0.10, 0, 0.05, 0.16)),
    ];

    private static Placed Tray(string color, double[] paint, double y) => new($"{color}_tray_1", Catalog.Basket($"{color}_tray", paint, half: 0.056, height: 0.03), new Region(-0.08, y, 0.015, 0.02), Group: "trays");
}
