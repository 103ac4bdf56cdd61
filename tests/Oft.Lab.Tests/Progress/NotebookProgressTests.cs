using Microsoft.DotNet.Interactive;
using Oft.Lab.Progress;

namespace Oft.Lab.Tests.Progress;

public class NotebookProgressTests
{
    [Fact]
    public void In_a_cell_one_place_shows_a_bar_that_ends_as_one_line()
    {
        List<string> cell = Kernel.Cell.Value = [];
        using (var line = new ProgressLine("train", 4))
        {
            Assert.Contains("<progress max=\"4\" value=\"0\">", Assert.Single(cell));
            line.Report(4, "loss 0.1");
        }
        Assert.DoesNotContain("<progress", Assert.Single(cell));
        Assert.Contains("train 4/4  took 0:00  loss 0.1", cell[0]);
        Kernel.Cell.Value = null;
    }

    [Fact]
    public void Work_that_was_broken_off_says_so()
    {
        List<string> cell = Kernel.Cell.Value = [];
        new ProgressLine("train", 4).Dispose();
        Assert.Contains("train 0/4  stopped after 0:00", Assert.Single(cell));
        Kernel.Cell.Value = null;
    }

    [Fact]
    public void Outside_a_cell_and_on_a_terminal_the_line_has_a_bar()
    {
        var text = new StringWriter();
        using (var line = new ProgressLine("train", 4, text, rewrites: true)) line.Report(4);
        Assert.Equal("\rtrain [████████████████████████] 4/4  took 0:00" + Environment.NewLine, text.ToString());
    }

    [Fact]
    public void Half_a_bar_is_half_full() =>
        Assert.Equal("train [████████████░░░░░░░░░░░░] 2/4  0:10 left", new ProgressState("train", 2, 4, TimeSpan.FromSeconds(10)).ToBar());
}
