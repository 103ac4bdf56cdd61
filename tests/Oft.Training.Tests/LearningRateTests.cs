namespace Oft.Training.Tests;

public class LearningRateTests
{
    [Fact]
    public void The_papers_rate_falls_to_a_tenth_once()
    {
        var rate = new LearningRate { Base = 5e-4, Decay = DecayShape.Step, DecaySteps = 100 };
        Assert.Equal(5e-4, rate.At(99));
        Assert.Equal(5e-5, rate.At(100), 1e-18);
        Assert.Equal(5e-5, rate.At(100_000), 1e-18);
    }

    [Fact]
    public void Warm_up_begins_above_a_tenth_and_ends_at_the_full_rate()
    {
        var rate = new LearningRate { Base = 1, WarmupSteps = 10 };
        Assert.Equal(0.19, rate.At(0), 12);
        Assert.Equal(0.55, rate.At(4), 12);
        Assert.Equal(1, rate.At(9), 12);
        Assert.Equal(1, rate.At(50), 12);
    }

    [Fact]
    public void Trap_28_upstream_warm_up_cancels_the_later_decay()
    {
        var rate = new LearningRate { Base = 1, WarmupSteps = 4, Decay = DecayShape.Step, DecaySteps = 6 };
        Assert.Equal(1, rate.At(7), 12);
    }

    [Fact]
    public void A_cosine_ends_at_zero_and_stays_there()
    {
        var rate = new LearningRate { Base = 2, Decay = DecayShape.Cosine, DecaySteps = 100 };
        Assert.Equal(2, rate.At(0), 12);
        Assert.Equal(1, rate.At(50), 12);
        Assert.Equal(0, rate.At(100), 12);
        Assert.Equal(0, rate.At(500), 12);
    }

    [Fact]
    public void A_rate_of_nothing_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearningRate { Base = 0 });
}
