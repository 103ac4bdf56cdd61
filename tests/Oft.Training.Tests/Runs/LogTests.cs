using System.Text;
using Oft.Formats.TfRecord;
using Oft.Training.Runs;

namespace Oft.Training.Tests.Runs;

public class LogTests
{
    private static StepReport Report(int step, double loss = 0.5) => new(step, 5e-4, loss, [("loss_value", loss), ("curr_action_l1_loss", loss / 2)], 1.5, new StepTimes(0.001, 0.1, 0.2, 0.05));

    [Fact]
    public void Every_step_is_one_line_of_JSON()
    {
        using var folder = new TemporaryFolder();
        using (var log = new RunLog())
        {
            log.Begins(folder.Path, 0, 2);
            log.Stepped(Report(0));
            log.Stepped(Report(1));
        }
        var lines = RunLog.Read(folder[RunLog.Name]).ToList();
        Assert.Equal([0, 1], lines.Select(line => line.GetProperty("step").GetInt32()));
        Assert.Equal(0.25, lines[0].GetProperty("curr_action_l1_loss").GetDouble());
        Assert.Equal(0.351, lines[0].GetProperty("seconds").GetDouble(), 9);
    }

    [Fact]
    public void A_continued_run_takes_out_what_did_not_last_and_a_torn_last_line()
    {
        using var folder = new TemporaryFolder();
        using (var log = new RunLog())
        {
            log.Begins(folder.Path, 0, 9);
            for (var i = 0; i < 5; i++) log.Stepped(Report(i));
        }
        File.AppendAllText(folder[RunLog.Name], "{\"step\":5,\"lo");
        using (var log = new RunLog())
        {
            log.Begins(folder.Path, 3, 9);
            log.Stepped(Report(3, loss: 0.125));
        }
        Assert.Equal([(0, 0.5), (1, 0.5), (2, 0.5), (3, 0.125)], RunLog.Read(folder[RunLog.Name]).Select(line => (line.GetProperty("step").GetInt32(), line.GetProperty("loss").GetDouble())));
    }

    [Fact]
    public void TensorBoard_finds_the_references_tags_in_whole_records()
    {
        using var folder = new TemporaryFolder();
        using (var log = new TensorBoardLog())
        {
            log.Begins(folder.Path, 0, 1);
            log.Stepped(Report(0));
        }
        var file = Assert.Single(Directory.GetFiles(folder.Path, "events.out.tfevents.*"));
        using var reader = TfRecordReader.Open(file);
        var records = new List<byte[]>();
        while (reader.Read(out var record)) records.Add(record.ToArray());
        Assert.Equal(3, records.Count);
        Assert.Contains("brain.Event:2", Encoding.UTF8.GetString(records[0]));
        foreach (var tag in new[] { "VLA Train/Loss", "VLA Train/Curr Action L1 Loss", "VLA Train/Learning Rate" }) Assert.Contains(tag, Encoding.UTF8.GetString(records[2]));
        // 0.5 as a float behind the tag of the loss: field 2, fixed 32 bits.
        Assert.True(records[2].AsSpan().IndexOf((ReadOnlySpan<byte>)[0x15, 0, 0, 0, 0x3F]) > 0);
    }
}
