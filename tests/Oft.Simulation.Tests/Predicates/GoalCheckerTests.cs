using Oft.Simulation.MuJoCo;
using Oft.Simulation.Predicates;

namespace Oft.Simulation.Tests.Predicates;

/// <summary>Truth tables on a scene small enough to work out by hand: a table with a zone, a plate, a box to be in, a drawer and a knob, and one cube.</summary>
public sealed class GoalCheckerTests : IDisposable
{
    private const string Xml = """
        <mujoco><option gravity='0 0 0'/><compiler angle='radian'/><worldbody>
          <geom name='table' type='box' size='1 1 0.05' pos='0 0 -0.05'/>
          <site name='zone' type='box' pos='0.5 0 0.0' size='0.05 0.03 0.007'/>
          <body name='plate' pos='0 0.4 0.01'><geom name='plate' type='cylinder' size='0.08 0.01'/></body>
          <body name='bin' pos='-0.5 0 0'><geom name='bin' type='box' size='0.1 0.1 0.005' pos='0 0 0.005'/><site name='bin_inside' type='box' pos='0 0 0.05' size='0.09 0.09 0.04' quat='0.7071067811865476 0 0 0.7071067811865476'/></body>
          <body name='chest' pos='0 -0.5 0'><geom name='chest' type='box' size='0.05 0.05 0.05' pos='0 0 0.05'/><body name='drawer'><joint name='slide' type='slide' axis='0 1 0' limited='true' range='-0.2 0.02'/><geom name='front' type='box' size='0.01 0.01 0.01' pos='0 0.1 0.3'/><site name='chest_drawer' type='box' size='0.02 0.02 0.02'/></body></body>
          <body name='stove' pos='0.5 -0.5 0'><geom name='stove' type='box' size='0.05 0.05 0.05' pos='0 0 0.05'/><body name='knob'><joint name='turn' type='hinge' axis='0 0 1' limited='true' range='-1 2'/><geom name='knob' size='0.01' pos='0 0 0.3'/></body></body>
          <body name='cube'><joint name='cube' type='free'/><geom name='cube' type='box' size='0.02 0.02 0.02' mass='0.1'/></body>
        </worldbody></mujoco>
        """;

    private readonly Model model = Model.FromXml(Xml);
    private readonly Data data;
    private readonly GoalChecker checker;

    public GoalCheckerTests()
    {
        data = new Data(model);
        checker = new GoalChecker(data,
            [Thing("cube"), Thing("plate"), Thing("bin"), Thing("chest", "slide", JointLimits.Cabinet), Thing("stove", "turn")],
            [Site("zone", null), Site("bin_inside", "bin"), new SceneSite("chest_drawer", model.Require(ObjectKind.Site, "chest_drawer"), "chest", [model.Require(ObjectKind.Joint, "slide")])]);
    }

    [Theory]
    [InlineData(0.000, 0.4, 0.0395, true)]                       // on the plate's top, half a millimetre in
    [InlineData(0.029, 0.4, 0.0395, true)]
    [InlineData(0.031, 0.4, 0.0395, false)]                      // three centimetres are the limit
    [InlineData(0.000, 0.4, 0.0500, false)]                      // above, without contact
    [InlineData(0.000, 0.4, -0.011, false)]                      // below
    public void On_a_thing_needs_contact_height_and_three_centimetres(double x, double y, double z, bool holds) => Expect(new Atom(PredicateKind.On, "cube", "plate"), x, y, z, holds);

    [Theory]
    [InlineData(0.500, 0.000, 0.020, true)]
    [InlineData(0.549, 0.029, 0.020, true)]
    [InlineData(0.551, 0.000, 0.020, false)]
    [InlineData(0.500, 0.031, 0.020, false)]
    [InlineData(0.500, 0.000, 0.0015, false)]                    // h - 5 mm
    [InlineData(0.500, 0.000, 0.106, true)]                      // h + 10 cm, and nobody owns the zone: no contact is asked
    [InlineData(0.500, 0.000, 0.108, false)]
    public void On_a_zone_is_a_box_from_its_surface_up(double x, double y, double z, bool holds) => Expect(new Atom(PredicateKind.On, "cube", "zone"), x, y, z, holds);

    [Theory]
    [InlineData(-0.5, 0.000, 0.05, true)]
    [InlineData(-0.5, 0.089, 0.05, true)]
    [InlineData(-0.5, 0.091, 0.05, false)]
    [InlineData(-0.5, 0.000, 0.001, true)]                       // the lower bound reaches a centimetre further
    [InlineData(-0.5, 0.000, -0.001, false)]
    [InlineData(-0.5, 0.000, 0.091, false)]
    public void In_a_box_is_geometry_alone(double x, double y, double z, bool holds) => Expect(new Atom(PredicateKind.In, "cube", "bin_inside"), x, y, z, holds);

    [Theory]
    [InlineData(-0.141, true, false)]
    [InlineData(-0.139, false, false)]
    [InlineData(0.000, false, false)]
    [InlineData(0.001, false, true)]
    public void A_drawer_between_its_limits_is_neither_open_nor_closed(double q, bool open, bool closed)
    {
        data.Position[model.JointPositionAddress[model.Require(ObjectKind.Joint, "slide")]] = q;
        data.Forward();
        foreach (var name in (string[])["chest", "chest_drawer"])
        {
            Assert.Equal(open, checker.Holds(new Atom(PredicateKind.Open, name)));
            Assert.Equal(closed, checker.Holds(new Atom(PredicateKind.Close, name)));
        }
    }

    [Theory]
    [InlineData(0.4999, false, false)]
    [InlineData(0.5, true, false)]
    [InlineData(0.0, false, false)]
    [InlineData(-0.001, false, true)]
    public void A_knob_is_on_from_half_a_radian_and_off_below_zero(double q, bool on, bool off)
    {
        data.Position[model.JointPositionAddress[model.Require(ObjectKind.Joint, "turn")]] = q;
        data.Forward();
        Assert.Equal(on, checker.Holds(new Atom(PredicateKind.TurnOn, "stove")));
        Assert.Equal(off, checker.Holds(new Atom(PredicateKind.TurnOff, "stove")));
    }

    [Theory]
    [InlineData(0.999, false)]
    [InlineData(1.0, true)]
    public void Up_is_a_metre(double z, bool holds) => Expect(new Atom(PredicateKind.Up, "cube"), 0, 0, z, holds);

    [Fact]
    public void A_goal_is_all_of_its_atoms()
    {
        Put(0, 0.4, 0.0395);
        var on = new Atom(PredicateKind.On, "cube", "plate");
        Assert.True(checker.Holds([on]));
        Assert.False(checker.Holds([on, new Atom(PredicateKind.TurnOn, "stove")]));
    }

    [Fact]
    public void An_unknown_thing_is_an_error_that_lists_the_known_ones() =>
        Assert.Contains("cube, plate", Assert.Throws<MuJoCoException>(() => checker.Holds(new Atom(PredicateKind.Up, "cup"))).Message);

    public void Dispose()
    {
        data.Dispose();
        model.Dispose();
    }

    private void Expect(Atom atom, double x, double y, double z, bool holds)
    {
        Put(x, y, z);
        Assert.Equal(holds, checker.Holds(atom));
    }

    private void Put(double x, double y, double z)
    {
        var q = data.Position.Slice(model.JointPositionAddress[model.Require(ObjectKind.Joint, "cube")], 7);
        (q[0], q[1], q[2], q[3], q[4], q[5], q[6]) = (x, y, z, 1, 0, 0, 0);
        data.Forward();
    }

    private SceneObject Thing(string body, string? joint = null, JointLimits? limits = null)
    {
        var id = model.Require(ObjectKind.Body, body);
        var geoms = Enumerable.Range(0, model.GeomCount).Where(g => model.GeomBody[g] == id).ToHashSet();
        return new SceneObject(body, id, geoms, joint is null ? [] : [model.Require(ObjectKind.Joint, joint)], limits, Knob: body == "stove");
    }

    private SceneSite Site(string name, string? owner) => new(name, model.Require(ObjectKind.Site, name), owner, []);
}
