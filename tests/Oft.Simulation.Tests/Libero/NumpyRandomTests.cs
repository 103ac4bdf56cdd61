using Oft.Simulation.Libero.Placement;

namespace Oft.Simulation.Tests.Libero;

/// <summary>numpy's own numbers after <c>np.random.seed(0)</c>, as numpy 1.26.4 gives them.</summary>
public sealed class NumpyRandomTests
{
    [Fact]
    public void Uniform_numbers_are_numpys() =>
        Assert.Equal([0.5488135039273248, 0.7151893663724195, 0.6027633760716439, 0.5448831829968969, 0.4236547993389047, 0.6458941130666561, 0.4375872112626925, 0.8917730007820798],
            Enumerable.Range(0, 8).Select(Nth));

    [Fact]
    public void Normal_numbers_come_in_pairs_and_the_eighth_waits_for_the_next_call()
    {
        var random = new NumpyRandom(0);
        Assert.Equal([1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675, -0.977277879876411, 0.9500884175255894], random.Normal(7));
        Assert.Equal(-0.1513572082976979, random.Normal(1)[0]);
    }

    [Fact]
    public void One_choice_draws_nothing()
    {
        var random = new NumpyRandom(0);
        Assert.Equal(0, random.Below(1));
        Assert.Equal(0.5488135039273248, random.NextDouble());
    }

    [Fact]
    public void Every_call_is_heard_in_order()
    {
        var heard = new List<string>();
        var random = new NumpyRandom(3) { Drawn = draw => heard.Add($"{draw.Function} {draw.Count}") };
        random.Normal(7);
        random.Below(2);
        random.Uniform(0.2, 0.1);
        Assert.Equal(["randn 7", "randint 2", "uniform 1"], heard);
    }

    private static double Nth(int index)
    {
        var random = new NumpyRandom(0);
        for (var i = 0; i < index; i++) random.NextDouble();
        return random.NextDouble();
    }
}
