using Oft.Lab.Cards;

namespace Oft.Lab.Tests.Cards;

public class CheckTests
{
    [Fact]
    public void What_holds_is_ticked_with_its_sentence()
    {
        var difference = 0.0;
        Assert.Equal("✔ FiLM at zero is the plain block", Check.That(difference == 0, "FiLM at zero is the plain block").ToText());
        Assert.Equal("✔ A third (0.333333, expected 0.3333 ± 0.001)", Check.Near(1 / 3.0, 0.3333, 0.001, "A third").ToText());
    }

    [Fact]
    public void What_does_not_hold_stops_with_the_question_and_the_number()
    {
        var difference = 0.25;
        var broken = Assert.Throws<CheckException>(() => Check.That(difference == 0, "FiLM at zero is the plain block", difference));
        Assert.StartsWith("FiLM at zero is the plain block: expected difference == 0, which does not hold; found 0.25.", broken.Message);
        Assert.StartsWith("A third: expected 0.5 ± 0.1, got 0.3.", Assert.Throws<CheckException>(() => Check.Near(0.3, 0.5, 0.1, "A third")).Message);
    }

    [Fact]
    public void No_number_is_near_nothing() => Assert.Throws<CheckException>(() => Check.Near(double.NaN, 0, 1, "finite"));

    [Fact]
    public void An_error_that_should_come_is_shown_and_one_that_does_not_come_is_an_error()
    {
        Assert.Equal("✘ ArgumentException: expected two, got one.", Check.Fails(() => throw new ArgumentException("expected two, got one.")).ToText());
        Assert.Throws<CheckException>(() => Check.Fails(() => { }));
    }
}
