namespace Oft.Simulation.Libero.Catalog;

/// <summary>A kind of scene: table, kitchen, living room, study or floor.</summary>
/// <remarks>Upstream: libero/libero/envs/problems/*.py, envs/arenas/*.py, envs/arenas/style.py, envs/robots/*.py.</remarks>
internal sealed record Domain
{
    private static readonly double[] above = [0.6380177736282349, 0.3048497438430786, 0.30484986305236816, 0.6380177736282349];
    private static readonly double[] near = [0.6182166934013367, 0.3432307541370392, 0.3432314395904541, 0.6182177066802979];
    private static readonly (string, double[], double[]) gallery = ("galleryview", [2.844547668904445, 2.1279684793440667, 3.128616846013882], [0.42261379957199097, 0.23374411463737488, 0.41646939516067505, 0.7702690958976746]);

    /// <summary>File name in assets/scenes, without ending.</summary>
    public required string Scene { get; init; }

    /// <summary>Picture of the floor, file name in assets/textures.</summary>
    public string Floor { get; init; } = "light-gray-floor-tile.png";

    /// <summary>Picture of the walls.</summary>
    public string Wall { get; init; } = "light-gray-plaster.png";

    /// <summary>The category that stands for the workspace among the fixtures.</summary>
    public required string Workspace { get; init; }

    /// <summary>A region is a zone of the workspace when its name contains this.</summary>
    public required string ZonePrefix { get; init; }

    /// <summary>The scene's body that carries the zones.</summary>
    public required string ZoneBody { get; init; }

    /// <summary>[3] where the zones' rectangles begin, in the body's frame.</summary>
    public required IReadOnlyList<double> ZoneOffset { get; init; }

    /// <summary>[3] where the robot stands, before the mount lifts it.</summary>
    public required IReadOnlyList<double> RobotBase { get; init; }

    /// <summary>True where it stands on its pedestal.</summary>
    public bool Mounted { get; init; }

    /// <summary>[3] the origin of placements.</summary>
    public required IReadOnlyList<double> Origin { get; init; }

    /// <summary>Added to the height of fixtures.</summary>
    public required double FixtureHeight { get; init; }

    /// <summary>Friction of a table whose size the code sets; null where the scene is used as it is.</summary>
    public IReadOnlyList<double>? TableFriction { get; init; }

    /// <summary>True where an object's radius is kept free at the edges of its region.</summary>
    public bool KeepsInside { get; init; }

    /// <summary>Cameras that are set or added, in order: name, place, turn.</summary>
    public required IReadOnlyList<(string Name, double[] Position, double[] Quaternion)> Cameras { get; init; }

    /// <summary>The domain a BDDL file names.</summary>
    /// <exception cref="LiberoException">There is none; the message lists those there are.</exception>
    public static Domain Of(string problem) => all.TryGetValue(problem, out var known)
        ? known
        : throw new LiberoException($"the scene kind '{problem}' is not known; known: {string.Join(", ", all.Keys)}.");

    private static (string, double[], double[])[] Views(double[] agent, double[] turn, double[] front, double[]? paper)
    {
        (string, double[], double[])[] views = [("agentview", agent, turn), ("frontview", front, [0.56, 0.43, 0.43, 0.56]), gallery];
        return paper is null ? views : [.. views, ("paperview", paper, [0.513, 0.353, 0.443, 0.645])];
    }

    private static readonly Dictionary<string, Domain> all = new()
    {
        ["libero_tabletop_manipulation"] = new()
        {
            Scene = "libero_tabletop_base_style", Workspace = "table", ZonePrefix = "main_table", ZoneBody = "table", ZoneOffset = [0, 0, 0.02],
            RobotBase = [-0.66, 0, 0], Mounted = true, Origin = [0, 0, 0.90], FixtureHeight = 0.01 - 0.05, TableFriction = [0.6, 0.005, 0.0001], KeepsInside = true,
            Cameras = Views([0.6586131746834771, 0, 1.6103500240372423], above, [1.0, 0, 1.48], null),
        },
        ["libero_kitchen_tabletop_manipulation"] = new()
        {
            Scene = "libero_kitchen_tabletop_base_style", Floor = "gray_ceramic_tile.png", Wall = "yellow_linen_wall_texture.png",
            Workspace = "kitchen_table", ZonePrefix = "kitchen_table", ZoneBody = "table", ZoneOffset = [0, 0, 0.90 - 0.90],
            RobotBase = [-0.66, 0, 0], Mounted = true, Origin = [0, 0, 0.90], FixtureHeight = 0.01 - 0.05, TableFriction = [1, 0.005, 0.0001],
            Cameras = Views([0.6586131746834771, 0, 1.6103500240372423], above, [1.0, 0, 1.48], [2.1, 0.535, 2.075]),
        },
        ["libero_living_room_tabletop_manipulation"] = new()
        {
            Scene = "libero_living_room_tabletop_base_style", Floor = "seamless_wood_planks_floor.png",
            Workspace = "living_room_table", ZonePrefix = "living_room_table", ZoneBody = "living_room_table", ZoneOffset = [0, 0, 0.41],
            RobotBase = [-0.16 - 0.70 / 2, 0, 0.42], Origin = [0, 0, 0.41], FixtureHeight = 0.01 - 0.024,
            Cameras = Views([0.6065773716836134, 0, 0.96], near, [1.5, 0, 0.9], [2.1, 0.735, 1.875]),
        },
        ["libero_study_tabletop_manipulation"] = new()
        {
            Scene = "libero_study_base_style", Workspace = "study_table", ZonePrefix = "study_table", ZoneBody = "study_table", ZoneOffset = [-0.2, 0, 0.867],
            RobotBase = [-0.75, 0, 0], Mounted = true, Origin = [-0.2, 0, 0.867], FixtureHeight = 0.01 - 0.05,
            Cameras = Views([0.4586131746834771, 0, 1.6103500240372423], above, [1.0, 0, 1.48], [2.1, 0.535, 2.075]),
        },
        ["libero_floor_manipulation"] = new()
        {
            Scene = "libero_floor_base_style", Workspace = "floor", ZonePrefix = "floor", ZoneBody = "floor", ZoneOffset = [0, 0, 0.02],
            RobotBase = [-0.6, 0, 0], Origin = [0, 0, -0.035], FixtureHeight = -0.025, KeepsInside = true,
            Cameras = Views([0.8965773716836134, 5.216182733499864e-07, 0.65], near, [1.0, 0, 0.65], null),
        },
    };
}
