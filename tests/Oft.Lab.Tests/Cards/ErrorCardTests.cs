using System.Reflection;
using Oft.Lab.Cards;

namespace Oft.Lab.Tests.Cards;

public class ErrorCardTests
{
    [Fact]
    public void The_lines_of_cells_stand_in_the_card_nearest_first()
    {
        const string trace = "   at Submission#3.Fold() in cell3.csx:line 7\n   at Oft.Model.OftPolicy.Act() in OftPolicy.cs:line 12\n   at Submission#4.<Initialize>() in cell4.csx:line 2\n";
        Assert.Equal(["cell 3, line 7", "cell 4, line 2"], ErrorCard.Lines(trace));
        var card = new ErrorCard("ShapeException", "language: expected [2, 4096], got [2, 2048].", ErrorCard.Lines(trace));
        Assert.Equal("✘ ShapeException: language: expected [2, 4096], got [2, 2048].\n  at cell 3, line 7, from cell 4, line 2", card.ToText());
        Assert.Contains("cell 3, line 7 ← cell 4, line 2", card.ToHtml());
    }

    [Fact]
    public void An_exception_that_only_wraps_another_gives_way_to_it()
    {
        var inner = new InvalidDataException("no header.");
        Assert.Equal("InvalidDataException", ErrorCard.Of(new AggregateException(new TargetInvocationException(inner))).Kind);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a\u0000b\u001b[31m\ud800")]
    public void A_hostile_message_stays_text(string message)
    {
        var card = new ErrorCard("Kind<T>", message, [message]);
        Assert.DoesNotContain("<script", card.ToHtml());
        Assert.DoesNotContain("<img", card.ToHtml());
        foreach (var text in (string[])[card.ToHtml(), card.ToText()]) Assert.DoesNotContain(text, letter => letter is < ' ' and not '\n' or '\ud800');
    }
}
