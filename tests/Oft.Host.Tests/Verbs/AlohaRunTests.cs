using System.Diagnostics;
using System.Text;
using Oft.Aloha.Control;
using Oft.Aloha.Recording;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Host.Tests.Running;
using Oft.Host.Verbs;

namespace Oft.Host.Tests.Verbs;

/// <summary>A session whose end is scored: by a person at a terminal, or by the command line.</summary>
[Collection("processes beside files")]
public sealed class AlohaRunTests : IAsyncDisposable, IPolicy
{
    // How a loop says it.
    private static readonly string[] late = ["the policy is silent", "the policy's answer is not used"];

    private readonly TemporaryFolder folder = new();
    private PolicyServer? server;

    // Holds the start pose.
    ActionChunk IPolicy.Act(Observation observation) => new(25, 14, (double[])[.. Enumerable.Repeat(Patient.Profile.PoseOf(Patient.Profile.StartPose, _ => 0), 25).SelectMany(x => x)]);

    private string[] Run(string journal, params string[] more) =>
        ["aloha", "run", "--kinematic", "--unattended", "--profile", Patient.Write(folder.Path), "--server", server!.Address.ToString(), "--sentence", "put the red pepper into the pot", "--record", journal, .. more];

    [Fact]
    public async Task Points_of_the_command_line_stand_in_the_journal_and_on_the_page()
    {
        server = await PolicyServer.Start(this, RobotSpec.Aloha, new ServeSettings { Port = 0 });
        var (path, page) = (Path.Combine(folder.Path, "run.journal"), Path.Combine(folder.Path, "session.html"));

        // A busy machine may answer too late, and the arms hold: then once more.
        var (status, said) = OftProcess.Run(Run(path, "--steps", "5", "--report", page, "--points", "75"));
        for (var tries = 1; status != 0 && tries < 20; tries++)
        {
            Assert.True(late.Any(said.Contains), said);
            File.Delete(path);
            (status, said) = OftProcess.Run(Run(path, "--steps", "5", "--report", page, "--points", "75"));
        }

        Assert.True(status == 0, said);
        Assert.Matches("(ok  |FAIL) policy", said);                              // the list came first
        Assert.Contains("75 of 100 points", said);
        Assert.Contains("75 of 100 points of the rubric", File.ReadAllText(page));
        using var journal = Journal.Open(path);
        Assert.Equal((true, 75.0), (journal.Closed, journal.Verdict?.Points));
        Assert.Equal(2, OftProcess.Run(Run(path + "2", "--points", "101")).Status);
    }

    [Fact]
    public async Task In_a_terminal_rate_and_latency_are_live_a_key_holds_and_the_end_asks_for_points()
    {
        server = await PolicyServer.Start(this, RobotSpec.Aloha, new ServeSettings { Port = 0 });
        var path = Path.Combine(folder.Path, "run.journal");
        for (var tries = 1; !Session(path); tries++)
        {
            Assert.True(tries < 20, "every answer came too late");
            File.Delete(path);
        }

        using var journal = Journal.Open(path);
        Assert.Equal(new JournalVerdict(80, "it hangs over the rim"), journal.Verdict);
        Assert.Contains(journal.Ticks, x => x.Mode == LoopMode.Running);
    }

    // False where an answer came too late, as on a busy machine.
    private bool Session(string path)
    {
        using var terminal = Process.Start(new ProcessStartInfo(Need.Program("script"), ["-qefc", string.Join(' ', new[] { "dotnet", typeof(AlohaVerb).Assembly.Location }.Concat(Run(path)).Select(x => $"'{x}'")), "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var screen = new Screen(terminal);
            if (late.Contains(screen.Until(["answers, 0 not used · ", .. late]))) return false;
            screen.Type(" ");
            screen.Until("Holding: a key was pressed");
            screen.Type("\x03");
            screen.Until("points of 100");
            Assert.Contains(" points: ", screen.Text);                           // a sentence of the benchmark brings its rubric
            screen.Type("plenty\n");
            screen.Until("expected a number from 0 to 100");
            screen.Type("80\n");
            screen.Until("in your words");
            screen.Type("it hangs over the rim\n");
            screen.Until("80 of 100 points: it hangs over the rim");
            terminal.WaitForExit();
            return true;
        }
        finally
        {
            if (!terminal.HasExited) terminal.Kill(entireProcessTree: true);
            terminal.WaitForExit();
        }
    }

    [Fact]
    public void Who_says_nothing_scores_nothing()
    {
        Assert.Null(AlohaScore.Ask("x", new StringReader(""), TextWriter.Null));
        Assert.Null(AlohaScore.Ask("x", new StringReader("\n\n"), TextWriter.Null));
        Assert.Equal(new JournalVerdict(null, "dropped"), AlohaScore.Ask("x", new StringReader("\ndropped\n"), TextWriter.Null));
        Assert.Equal(new JournalVerdict(12.5, ""), AlohaScore.Ask("x", new StringReader("12.5\n\n"), TextWriter.Null));
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        folder.Dispose();
    }

    // What a person sees, and a keyboard.
    private sealed class Screen(Process terminal)
    {
        private readonly StringBuilder text = new();
        private readonly char[] block = new char[4096];
        private int from;

        public string Text => text.ToString();

        public void Type(string keys)
        {
            terminal.StandardInput.Write(keys);
            terminal.StandardInput.Flush();
        }

        // The first of these that is shown after what was waited for last.
        public string Until(params string[] words)
        {
            for (var clock = Stopwatch.StartNew(); ;)
            {
                var shown = Text[from..];
                if (words.Where(shown.Contains).MinBy(x => shown.IndexOf(x, StringComparison.Ordinal)) is { } found)
                {
                    from += shown.IndexOf(found, StringComparison.Ordinal) + found.Length;
                    return found;
                }
                var read = terminal.StandardOutput.Read(block);
                text.Append(block, 0, read);
                if (read == 0 || clock.Elapsed > TimeSpan.FromMinutes(3)) Assert.Fail($"'{string.Join("' or '", words)}' was not shown: {shown}");
            }
        }
    }
}
