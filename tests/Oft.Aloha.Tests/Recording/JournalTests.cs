using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Tests.Control;
using Oft.Contracts;
using Oft.Formats;

namespace Oft.Aloha.Tests.Recording;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File1 => Path.Combine(folder.Path, "run.journal");

    public void Dispose() => folder.Dispose();

    private static JournalHeader Header(bool teleoperated = false) => new("put_red_pepper_into_pot", "put the red pepper into the pot", RobotSpec.Aloha, "aloha-1", "a script", teleoperated, DateTimeOffset.UnixEpoch, 1_000_000);

    private List<TickRecord> Recorded(int? quality = null, int ticks = 50)
    {
        var rig = new Rig(width: 64, height: 48).Started();
        rig.Ticks(ticks);
        using var writer = new JournalWriter(File1, Header(), TimeProvider.System, quality, capacity: 10_000);
        foreach (var record in rig.Records) writer.Take(record);
        writer.Take(new PolicyAnswer(1, 3, 5, 7, Rig.Gentle(), null), "used");
        return rig.Records;
    }

    [Fact]
    public void What_was_recorded_is_read_back_number_by_number_and_picture_by_picture()
    {
        var records = Recorded();
        using var journal = Journal.Open(File1);

        Assert.True(journal.Closed);
        Assert.Null(journal.Damage);
        Assert.Equal((0L, records.Count), (journal.Lost, journal.Ticks.Count));
        Assert.Equal(Header() with { Robot = journal.Header.Robot }, journal.Header);
        Assert.Equal("used", journal.Answers.Single().GetProperty("verdict").GetString());
        foreach (var (record, tick) in records.Zip(journal.Ticks))
        {
            Assert.Equal((record.Tick, record.Time, record.Mode, record.Chunk, record.Element, record.Boundary, record.Note ?? ""), (tick.Tick, tick.Time, tick.Mode, tick.Chunk, tick.Element, tick.Boundary, tick.Note));
            Assert.Equal(record.State!.Position.ToArray(), tick.Position);
            Assert.Equal(record.Sent ?? [], tick.Sent);
            Assert.Equal(record.Wanted ?? [], tick.Wanted);
            for (var view = 0; view < 3; view++) Assert.True(record.Frames[view]!.Image.Rgb.Span.SequenceEqual(journal.Picture(view, tick.Frames[view]).Rgb.Span));
        }
    }

    [Fact]
    public void An_episode_of_it_holds_the_ticks_that_had_an_action()
    {
        var records = Recorded(quality: 95);
        using var journal = Journal.Open(File1);
        var episode = journal.ToEpisode();

        var acting = records.Where(x => x.Sent is not null).ToList();
        Assert.Equal(acting.Count, episode.Steps.Count);
        Assert.Equal(acting[7].Sent, episode.Steps[7].Action.ToArray());
        Assert.Equal(acting[7].State!.Position.ToArray(), episode.Steps[7].Observation.Proprio.ToArray());
        Assert.Equal("put the red pepper into the pot", episode.Steps[0].Observation.Sentence);
        // A picture at JPEG quality 95 is near what it was: 64x48 gradients with a bar.
        var (before, after) = (acting[7].Frames[0]!.Image.Rgb.ToArray(), episode.Steps[7].Observation.Views[0].Rgb.ToArray());
        Assert.True(before.Zip(after).Average(x => Math.Abs(x.First - x.Second)) < 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(30_000)]
    public void A_killed_recording_gives_back_all_but_its_end(int missing)
    {
        var records = Recorded();
        var bytes = File.ReadAllBytes(File1);
        File.WriteAllBytes(File1, bytes[..^missing]);

        using var journal = Journal.Open(File1);

        Assert.False(journal.Closed);
        Assert.InRange(journal.Ticks.Count, 1, records.Count);
        Assert.Equal(records[journal.Ticks.Count - 1].Tick, journal.Ticks[^1].Tick);
        Assert.NotEmpty(journal.ToEpisode().Steps);
    }

    [Fact]
    public void A_turned_bit_ends_the_reading_there_and_says_so()
    {
        Recorded();
        var bytes = File.ReadAllBytes(File1);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(File1, bytes);

        using var journal = Journal.Open(File1);

        Assert.Contains("sum of the block", journal.Damage);
        Assert.NotEmpty(journal.Ticks);
        Assert.Throws<DamagedFileException>(() =>
        {
            File.WriteAllText(Path.Combine(folder.Path, "other"), "no journal");
            Journal.Open(Path.Combine(folder.Path, "other"));
        });
    }

    [Fact]
    public void A_full_queue_loses_blocks_and_counts_them_and_the_loop_never_waits()
    {
        var rig = new Rig(width: 64, height: 48).Started();
        var writer = new JournalWriter(File1, Header(), TimeProvider.System, quality: 95, capacity: 4);
        for (var i = 0; i < 3000; i++) writer.Take(rig.Records[^1]);
        writer.Dispose();

        using var journal = Journal.Open(File1);
        Assert.True(writer.Lost > 0);
        Assert.Equal(3000, journal.Ticks.Count + writer.Lost);
        Assert.Equal(writer.Lost, journal.Lost);
    }

    [Fact]
    public void A_leaders_actions_are_kept_as_they_were_wanted()
    {
        using (var writer = new JournalWriter(File1, Header(teleoperated: true), TimeProvider.System, capacity: 100))
        {
            var rig = new Rig(width: 64, height: 48).Started();
            var wanted = Rig.StartPose;
            wanted[6] = 1.3;                                                    // a leader opened wide
            foreach (var record in rig.Records.Where(x => x.Sent is not null)) writer.Take(record with { Wanted = wanted });
        }

        using var journal = Journal.Open(File1);
        Assert.Equal(1.3, journal.ToEpisode().Steps[0].Action.Span[6]);
    }

    [Fact]
    public void How_it_went_is_added_to_a_closed_journal_and_the_last_word_counts()
    {
        var rig = new Rig(width: 64, height: 48).Started();
        using (var writer = new JournalWriter(File1, Header(), TimeProvider.System, capacity: 10_000))
        {
            rig.Records.ForEach(writer.Take);
            writer.Judge(new JournalVerdict(40, "let go too early"));
            writer.Judge(new JournalVerdict(60, "the lid was open, on a second look"));
            writer.Take(rig.Records[^1]);                                        // comes too late
        }

        using var journal = Journal.Open(File1);
        Assert.Equal((true, (string?)null, rig.Records.Count), (journal.Closed, journal.Damage, journal.Ticks.Count));
        Assert.Equal(new JournalVerdict(60, "the lid was open, on a second look"), journal.Verdict);
        Assert.Throws<ArgumentException>(() => new JournalVerdict(101, ""));
        Assert.Throws<ArgumentException>(() => new JournalVerdict(double.NaN, ""));
    }

    [Fact]
    public void A_verdict_from_outside_that_is_none_is_damage()
    {
        Recorded();
        foreach (var text in (string[])["{\"Points\":101,\"Outcome\":\"\"}", "{\"Points\":1,\"Outcome\":null}", "[]"])
        {
            var payload = (byte[])[6, .. System.Text.Encoding.UTF8.GetBytes(text)];
            File.WriteAllBytes(Path.Combine(folder.Path, "odd"), [.. File.ReadAllBytes(File1), .. BitConverter.GetBytes(payload.Length), .. BitConverter.GetBytes(Oft.Formats.TfRecord.MaskedCrc.Crc32C(payload)), .. payload]);
            using var journal = Journal.Open(Path.Combine(folder.Path, "odd"));
            Assert.Contains("cannot be read", journal.Damage);
            Assert.Null(journal.Verdict);
        }
    }
}
