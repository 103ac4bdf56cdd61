namespace Oft.Simulation.MiniLibero;

/// <summary>mini_long: two things to do, one after the other.</summary>
internal static class LongSuite
{
    private const string Name = "mini_long";
    private const double Aside = 0.038;

    public static IReadOnlyList<MiniTask> Tasks() =>
    [
        Suites.Task(Name, 0, "put both the tomato can and the ketchup bottle in the basket", Groceries(0, 4, 7, 2), Suites.PutIn("tomato_can_1", "basket_1", aside: -Aside), Suites.PutIn("ketchup_bottle_1", "basket_1", aside: Aside)),
        Suites.Task(Name, 1, "put both the butter box and the milk carton in the basket", Groceries(6, 2, 5, 9), Suites.PutIn("butter_box_1", "basket_1", aside: -Aside), Suites.PutIn("milk_carton_1", "basket_1", aside: Aside)),
        Suites.Task(Name, 2, "turn on the stove and put the bowl on it", GoalSuite.Kitchen(), new TurnKnob("stove_1"), Suites.PutOn("black_bowl_1", "stove_1", "cook_region")),
        Suites.Task(Name, 3, "open the drawer and put the butter box inside", GoalSuite.Kitchen(), new OpenDrawer("cabinet_1"), Suites.PutIn("butter_box_1", "cabinet_1", "drawer_region")),
        Suites.Task(Name, 4, "put the bowl in the drawer and close it", GoalSuite.Kitchen(drawer: 0.12), Suites.PutIn("black_bowl_1", "cabinet_1", "drawer_region"), new CloseDrawer("cabinet_1")),
        Suites.Task(Name, 5, "put the red cup on the left plate and the blue cup on the right plate", Breakfast(), Suites.PutOn("red_cup_1", "white_plate_1"), Suites.PutOn("blue_cup_1", "white_plate_2")),
        Suites.Task(Name, 6, "put the bowl on the plate and the bottle on top of the cabinet", GoalSuite.Kitchen(), Suites.PutOn("black_bowl_1", "white_plate_1"), Suites.PutOn("wine_bottle_1", "cabinet_1", "top_region")),
        Suites.Task(Name, 7, "put the blue cup on the left plate and the red cup on the right plate", Breakfast(), Suites.PutOn("blue_cup_1", "white_plate_1"), Suites.PutOn("red_cup_1", "white_plate_2")),
        Suites.Task(Name, 8, "put both the bean can and the chocolate box in the basket", Groceries(1, 7, 4, 8), Suites.PutIn("bean_can_1", "basket_1", aside: -Aside), Suites.PutIn("chocolate_box_1", "basket_1", aside: Aside)),
        Suites.Task(Name, 9, "turn on the stove and put the butter box on the plate", GoalSuite.Kitchen(), new TurnKnob("stove_1"), Suites.PutOn("butter_box_1", "white_plate_1")),
    ];

    private static IReadOnlyList<Placed> Groceries(params int[] kinds)
    {
        (double X, double Y)[] places = [(-0.07, -0.20), (0.09, -0.03), (0.09, -0.20), (-0.07, -0.03)];
        return [new("basket_1", Catalog.Basket("basket", Paint.Wicker, half: 0.085), new Region(0.02, 0.19, 0.015, 0.015)),
            .. kinds.Select((kind, k) => new Placed($"{ObjectSuite.Groceries[kind].Kind}_1", ObjectSuite.Groceries[kind], new Region(places[k].X, places[k].Y)))];
    }

    private static IReadOnlyList<Placed> Breakfast() =>
    [
        new("white_plate_1", Catalog.Plate("white"), new Region(-0.06, -0.16, 0.02, 0.02)),
        new("white_plate_2", Catalog.Plate("white"), new Region(-0.06, 0.16, 0.02, 0.02)),
        new("red_cup_1", Catalog.Cup("red_cup", Paint.Red, Paint.White), new Region(0.11, 0.10, 0.04, 0.05), Group: "cups"),
        new("blue_cup_1", Catalog.Cup("blue_cup", Paint.Blue, Paint.White), new Region(0.11, -0.10, 0.04, 0.05), Group: "cups"),
        new("cookie_box_1", Catalog.Box("cookie_box", Paint.Orange, Paint.Yellow), new Region(-0.08, 0.0)),
    ];
}
