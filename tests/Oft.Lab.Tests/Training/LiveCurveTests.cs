using Microsoft.DotNet.Interactive;
using Oft.Lab.Charts;
using Oft.Lab.Training;
using Oft.Training;
using Oft.Training.Runs;

namespace Oft.Lab.Tests.Training;

public sealed class LiveCurveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        Kernel.Cell.Value = null;
        folder.Dispose();
    }

    [Fact]
    public void In_a_cell_one_figure_grows_while_a_training_goes_on_and_begins_where_it_was_continued()
    {
        List<string> cell = Kernel.Cell.Value = [];
        using (var log = new RunLog())
        {
            log.Begins(folder.Path, 0, 4);
            for (var step = 0; step < 3; step++) log.Stepped(Report(step, 8 - step));
        }
        var time = new Clock();
        using (var live = new LiveCurve(time: time))
        {
            // The third step did not last: the checkpoint that the run goes on from holds two.
            live.Begins(folder.Path, 2, 4);
            Assert.Equal([8, 7], Values(Assert.Single(cell)));
            live.Stepped(Report(2, 5.5));
            Assert.Equal([8, 7], Values(cell[0]));
            time.Now += TimeSpan.FromSeconds(2);
            live.Stepped(Report(3, 4.5));
            Assert.Equal([8, 7, 5.5, 4.5], Values(cell[0]));
        }
        Assert.Single(cell);
    }

    [Fact]
    public void A_long_curve_is_thinned_to_means()
    {
        var curve = new LossCurve();
        for (var step = 0; step < 1200; step++) curve.Add(step, step % 4);
        var line = Assert.IsType<LineTrace>(Assert.Single(curve.ToFigure().Traces));
        Assert.Equal(300, line.Y.Count);
        Assert.All(line.Y, loss => Assert.Equal(1.5, loss));
        Assert.Equal(1.5, line.X[0]);
    }

    [Fact]
    public void A_folder_without_a_log_is_named() => Assert.Contains(folder.Path, Assert.Throws<FileNotFoundException>(() => LossCurve.Of(folder.Path)).Message);

    private static StepReport Report(int step, double loss) => new(step, 1e-3, loss, [], 1, new StepTimes(0, 0, 0, 0));

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Now.Ticks;
    }

    // The figure's own data stands in its HTML as JSON.
    private static IEnumerable<double> Values(string html)
    {
        var json = System.Net.WebUtility.HtmlDecode(html);
        var from = json.IndexOf("\"y\":[", StringComparison.Ordinal) + 5;
        return json[from..json.IndexOf(']', from)].Split(',').Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
    }
}
