namespace Oft.Simulation.MiniLibero;

/// <summary>mini_object: the same place, other things. One of four groceries goes into the basket; the sentence names it.</summary>
internal static class ObjectSuite
{
    private const string Name = "mini_object";

    /// <summary>The ten groceries, which mini_long uses again.</summary>
    public static IReadOnlyList<Movable> Groceries { get; } =
    [
        Catalog.Can("tomato_can", Paint.Red, Paint.White),
        Catalog.Can("bean_can", Paint.Green, Paint.Yellow),
        Catalog.Carton("milk_carton", Paint.White, Paint.Blue),
        Catalog.Carton("juice_carton", Paint.Orange, Paint.Green),
        Catalog.Bottle("ketchup_bottle", Paint.Red, Paint.White),
        Catalog.Bottle("dressing_bottle", Paint.Green, Paint.Yellow),
        Catalog.Box("butter_box", Paint.Yellow, Paint.White),
        Catalog.Box("chocolate_box", Paint.Brown, Paint.Pink),
        Catalog.Cup("blue_cup", Paint.Blue, Paint.White),
        Catalog.Bowl("pink_bowl", Paint.Pink, Paint.Purple),
    ];

    public static IReadOnlyList<MiniTask> Tasks() => [.. Groceries.Select((thing, i) => Suites.Task(Name, i, $"pick up the {thing.Phrase} and place it in the basket", Scene(i), Suites.PutIn($"{thing.Kind}_1", "basket_1")))];

    // The named thing and three others in four places; which place is whose changes from task to task.
    private static IReadOnlyList<Placed> Scene(int index)
    {
        (double X, double Y)[] places = [(-0.07, -0.20), (0.09, -0.20), (-0.07, -0.03), (0.09, -0.03)];
        int[] others = [index, (index + 3) % 10, (index + 5) % 10, (index + 8) % 10];
        return [new("basket_1", Catalog.Basket("basket", Paint.Wicker), new Region(0.02, 0.19, 0.02, 0.02)),
            .. others.Select((o, k) => new Placed($"{Groceries[o].Kind}_1", Groceries[o], new Region(places[(k + index) % 4].X, places[(k + index) % 4].Y)))];
    }
}
