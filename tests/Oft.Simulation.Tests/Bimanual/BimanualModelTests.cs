using Oft.Simulation.Bimanual;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.Bimanual;

public sealed class BimanualModelTests
{
    private static readonly BimanualTask transfer = BimanualSuite.Load("aloha_transfer").Tasks[0];

    // The vendor's chain, worked out elsewhere: end-effector place and direction in the base's frame.
    [Theory]
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 0 }, new[] { 0.536494, 0, 0.427050 }, new[] { 1.0, 0, 0 })]
    [InlineData(new[] { 0, -0.96, 1.16, 0, -0.3, 0 }, new[] { 0.258476, 0, 0.305953 }, new[] { 0.995004, 0, 0.099833 })]
    [InlineData(new[] { 0, -1.7, 1.55, 0.12, 0.65, 0 }, new[] { 0.146627, 0.012819, 0.108212 }, new[] { 0.876932, 0.072448, -0.475122 })]
    [InlineData(new[] { 0.3, -0.5, 0.7, 0.4, -0.2, 1.1 }, new[] { 0.365970, 0.098878, 0.356554 }, new[] { 0.975223, 0.220689, -0.015370 })]
    public void Both_arms_have_the_kinematics_of_the_robot(double[] joints, double[] place, double[] direction)
    {
        using var model = Model.FromXml(TableComposer.Compose(transfer));
        using var data = new Data(model);
        var parts = new TableParts(model, transfer);
        foreach (var (side, first) in ((Side, int)[])[(Side.Left, 0), (Side.Right, 7)])
        {
            for (var i = 0; i < 6; i++) data.Position[parts.Arms[first + i]] = joints[i];
            data.Kinematics();
            var site = model.Require(ObjectKind.Site, $"{(side == Side.Left ? "left" : "right")}_hand");
            var (at, turn) = (data.SitePosition.Slice(site * 3, 3).ToArray(), data.SiteRotation.Slice(site * 9, 9).ToArray());
            var hand = BimanualRobot.InBase(side, new Point(at[0], at[1], at[2]));
            var sign = side == Side.Left ? 1 : -1;                              // the right base is turned by half a turn
            // The reference gives six digits.
            foreach (var (expected, got) in place.Zip([hand.X, hand.Y, hand.Z]).Concat(direction.Zip([sign * turn[0], sign * turn[3], turn[6]]))) Assert.Equal(expected, got, 1e-6);
        }
    }

    [Fact]
    public void The_closed_form_leads_the_grip_where_it_was_asked()
    {
        using var model = Model.FromXml(TableComposer.Compose(transfer));
        using var data = new Data(model);
        var (parts, chance, joints) = (new TableParts(model, transfer), new SeededChance(5), new double[6]);
        for (var i = 0; i < 60; i++)
        {
            var side = i % 2 == 0 ? Side.Left : Side.Right;
            var pose = new HandPose(new Point((side == Side.Left ? -1 : 1) * chance.Between(0, 0.15), chance.Between(-0.12, 0.12), chance.Between(0.03, 0.15)), chance.Between(0.4, HandPose.Down), chance.Between(-1, 1));
            ArmInverse.Solve(side, pose, joints);
            for (var j = 0; j < 6; j++) data.Position[parts.Arms[(int)side * 7 + j]] = joints[j];
            data.Kinematics();
            var at = data.SitePosition.Slice(parts.GripOf(side) * 3, 3);
            var turn = data.SiteRotation.Slice(parts.GripOf(side) * 9, 9);
            // Double arithmetic over a dozen sines.
            Assert.True((new Point(at[0], at[1], at[2]) - pose.Grip).Length < 1e-9, $"{side} {pose}");
            Assert.Equal(-Math.Sin(pose.Pitch), turn[6], 1e-9);
        }
    }

    [Fact]
    public void At_home_nothing_touches_but_things_and_what_they_stand_on()
    {
        foreach (var task in BimanualSuite.Names.SelectMany(x => BimanualSuite.Load(x).Tasks))
        {
            using var model = Model.FromXml(TableComposer.Compose(task));
            using var data = new Data(model);
            new TableParts(model, task).SetHome(data);
            data.Forward();
            for (var i = 0; i < data.ContactCount; i++)
            {
                var (a, b, _) = data.Contact(i);
                foreach (var body in (string[])[Body(model, a), Body(model, b)])
                    Assert.False(body.StartsWith("left_", StringComparison.Ordinal) || body.StartsWith("right_", StringComparison.Ordinal), $"{task}: {Body(model, a)} touches {Body(model, b)}");
            }
        }
    }

    [Fact]
    public void Nothing_is_held_by_anything_but_friction_and_both_fingers_move_alike()
    {
        foreach (var task in BimanualSuite.Names.SelectMany(x => BimanualSuite.Load(x).Tasks))
        {
            var xml = System.Xml.Linq.XElement.Parse(TableComposer.Compose(task));
            Assert.Equal(["joint", "joint"], xml.Element("equality")!.Elements().Select(x => x.Name.LocalName));
            Assert.Equal(14, xml.Element("actuator")!.Elements("position").Count());
            Assert.DoesNotContain("adhesion", xml.ToString());
        }
    }

    private static string Body(Model model, int geom) => model.NameOf(ObjectKind.Body, model.GeomBody[geom]);
}
