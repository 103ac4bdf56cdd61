using System.Diagnostics;
using System.Xml.Linq;
using Oft.Simulation.MiniLibero;
using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed class ModelXmlTests
{
    [Theory]
    [InlineData("", "not XML")]
    [InlineData("no xml at all", "not XML")]
    [InlineData("<robot/>", "expected <mujoco>")]
    [InlineData("<!DOCTYPE mujoco [<!ENTITY a 'aaaa'>]><mujoco/>", "not XML")]
    [InlineData("<mujoco><include file='/etc/passwd'/></mujoco>", "<include>")]
    [InlineData("<mujoco><size njmax='2000000000'/></mujoco>", "njmax")]
    [InlineData("<mujoco><size nuser_geom='1e9'/></mujoco>", "nuser_geom")]
    [InlineData("<mujoco><size memory='900G'/></mujoco>", "memory")]
    [InlineData("<mujoco><asset><texture builtin='flat' width='100000' height='100000'/></asset></mujoco>", "width")]
    [InlineData("<mujoco><visual><quality shadowsize='1000000'/></visual></mujoco>", "shadowsize")]
    [InlineData("<mujoco><worldbody><composite type='grid' count='9999 9999 1'/></worldbody></mujoco>", "<composite>")]
    [InlineData("<mujoco><worldbody><body><geom size='-1'/></body></worldbody></mujoco>", "MuJoCo refused")]
    public void Text_that_asks_for_too_much_or_means_nothing_is_refused_by_name(string xml, string said) =>
        Assert.Contains(said, Assert.Throws<MuJoCoException>(() => Model.FromXml(xml).Dispose()).Message);

    [Fact]
    public void Deep_nesting_is_refused_before_MuJoCo_recurses_into_it()
    {
        var xml = "<mujoco><worldbody>" + string.Concat(Enumerable.Repeat("<body>", 5000)) + string.Concat(Enumerable.Repeat("</body>", 5000)) + "</worldbody></mujoco>";
        Assert.Contains("nested", Assert.Throws<MuJoCoException>(() => Model.FromXml(xml)).Message);
    }

    [Fact]
    public void Text_that_should_stand_alone_may_not_name_files()
    {
        const string Xml = "<mujoco><asset><mesh name='m' file='/etc/hostname'/></asset></mujoco>";
        Assert.Contains("names a file", Assert.Throws<MuJoCoException>(() => ModelXml.Check(Xml, ModelLimits.Default with { Files = false })).Message);
    }

    [Fact]
    public void A_thousand_structural_mutations_end_in_a_model_or_a_named_error_within_bounded_memory()
    {
        var source = XElement.Parse(SceneComposer.Compose(MiniSuite.Load("mini_goal").Tasks[0].Scene));
        var chance = new Random(20260);
        var (compiled, refused) = (0, 0);
        for (var i = 0; i < 1000; i++)
        {
            var mutant = new XElement(source);
            for (var k = chance.Next(1, 4); k > 0; k--) Mutate(mutant, chance);
            try
            {
                using var model = Model.FromXml(mutant.ToString(), ModelLimits.Default with { Files = false });
                using var data = new Data(model);
                compiled++;
            }
            catch (MuJoCoException)
            {
                refused++;
            }
        }
        using var process = Process.GetCurrentProcess();
        Assert.Equal(1000, compiled + refused);
        Assert.True(compiled > 100 && refused > 100, $"mutations should go both ways, not {compiled} to {refused}");
        Assert.True(process.PeakWorkingSet64 < 3L << 30, $"peak {process.PeakWorkingSet64 >> 20} MB");       // 50 MB of models one at a time, and the test process
    }

    private static void Mutate(XElement root, Random chance)
    {
        string[] values = ["", "nan", "inf", "1e30", "-1", "0", "word", "0 0", "1 2 3 4 5 6 7 8 9", "99999999999999999999", "robot0_link4", "../../etc/passwd", "\u2603"];
        var elements = root.Descendants().ToArray();
        if (elements.Length == 0) return;
        var one = elements[chance.Next(elements.Length)];
        var other = elements[chance.Next(elements.Length)];
        var attributes = one.Attributes().ToArray();
        switch (chance.Next(8))
        {
            case 0: one.Remove(); break;
            case 1: one.AddAfterSelf(new XElement(one)); break;
            case 2: one.Name = other.Name; break;
            case 3: other.Add(new XElement(one)); break;
            case 4 when attributes.Length > 0: attributes[chance.Next(attributes.Length)].Value = values[chance.Next(values.Length)]; break;
            case 5 when attributes.Length > 0: attributes[chance.Next(attributes.Length)].Remove(); break;
            case 6: one.SetAttributeValue(other.Attributes().FirstOrDefault()?.Name ?? "name", values[chance.Next(values.Length)]); break;
            default: one.ReplaceNodes(other.Elements().Select(e => new XElement(e))); break;
        }
    }
}
