using System.Diagnostics;
using System.Text.Json.Nodes;
using Oft.Aloha.Control;
using Oft.Aloha.Gate;
using Oft.Aloha.Robots;
using Oft.Contracts;
using Oft.Lab.Sessions;

namespace Oft.Lab.Tests.Sessions;

/// <summary>The page's own script at the loop's own door; node runs it.</summary>
public sealed class OperatorPageTests : IAsyncDisposable, IRobot
{
    // Only pictures grow old here: a busy machine faults nothing.
    private static readonly GateProfile profile = GateProfile.Simulated with { Freshness = new FreshnessLimit(300, 300, 0.05, 3, 0.25, null, 300, 300, 300) };

    private readonly KinematicRobot robot = new(profile, TimeProvider.System);
    private readonly PolicyDesk desk = new(new NoPolicy(), TimeProvider.System);
    private readonly ControlCycle cycle;
    private OperatorHttp? http;
    private Process? page;
    private bool blind;

    private sealed class NoPolicy : IPolicy
    {
        public ActionChunk Act(Observation observation) => throw new NotSupportedException("nobody is asked here");
    }

    public OperatorPageTests()
    {
        robot.Advance();
        cycle = new ControlCycle(this, desk, new LoopOptions { Profile = profile, Sentence = "wait" }, TimeProvider.System);
    }

    [Fact]
    public async Task A_camera_is_a_named_gap_before_its_first_picture_and_a_grey_picture_after_its_last()
    {
        blind = true;
        await Open(delayMs: 0);
        Wait(x => Captions(x).All(c => c.EndsWith(": no picture yet", StringComparison.Ordinal)) && Captions(x).Count == 3);
        Assert.All(Look()["views"]!.AsArray(), x => Assert.Empty(x!["pictures"]!.AsArray()));

        blind = false;
        var seen = Wait(x => x["views"]!.AsArray().All(v => v!["pictures"]!.AsArray() is [{ } shown] && (bool)shown!));
        Assert.StartsWith("full_image", Captions(seen)[0]);

        // No picture came since: the robot stands still in this test.
        Wait(x => x["views"]!.AsArray().All(v => (bool)v!["old"]!) && Captions(x).All(c => c.EndsWith(" s old", StringComparison.Ordinal)));
        Wait(x =>
        {
            robot.Advance();
            return Captions(x) is ["full_image", ..];
        });
    }

    [Fact]
    public async Task On_a_slow_line_a_stop_finds_a_way_and_takes_the_signs_of_life_with_it()
    {
        await Open(delayMs: 700);
        Deed("tap ready");                                                       // which says that somebody watches
        Wait(_ =>
        {
            cycle.Step();
            return cycle.Mode == LoopMode.Ready;
        });
        Wait(x => (int)x["states"]! >= 4);
        Assert.True((bool)Look()["watch"]!);
        Assert.InRange((int)Look()["mostFlying"]!, 1, 5);                        // of the six that a browser opens

        Assert.False((bool)Deed("tap stop")["watch"]!);
        Wait(_ =>
        {
            cycle.Step();
            return cycle.Reason == "the operator holds";
        });
    }

    [Fact]
    public async Task A_sentence_that_is_typed_stays_until_it_is_told()
    {
        await Open(delayMs: 0);
        Wait(x => (string)x["sentence"]! == "wait");
        var before = (int)Deed("type put the corn into the pot")["states"]!;
        Wait(x => (int)x["states"]! > before + 1);
        Deed("tap tell");
        Wait(_ => cycle.Sentence == "put the corn into the pot");
    }

    private async Task Open(int delayMs)
    {
        var node = Need.Program("node");
        http = await OperatorHttp.Start(new OperatorDesk(cycle, new LoopView(this, TimeProvider.System), TimeProvider.System), this, OperatorPage.Html);
        page = Process.Start(new ProcessStartInfo(node, [Path.Combine(Need.Root, "tests", "Oft.Lab.Tests", "Sessions", "operator-page.mjs"), http.Address.ToString(), $"{delayMs}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    private JsonNode Look() => Deed("look");

    private JsonNode Deed(string line)
    {
        page!.StandardInput.WriteLine(line);
        return JsonNode.Parse(page.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the page's script ended"))!;
    }

    // As long as a busy machine needs; what is waited for is judged, not how long it took.
    private JsonNode Wait(Func<JsonNode, bool> holds)
    {
        var clock = Stopwatch.StartNew();
        for (var look = Look(); ; look = Look(), Thread.Sleep(20))
        {
            if (holds(look)) return look;
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"nothing happened for two minutes; the page shows {look.ToJsonString()}");
        }
    }

    private static List<string> Captions(JsonNode look) => [.. look["views"]!.AsArray().Select(x => (string)x!["caption"]!)];

    RobotSpec IRobot.Spec => robot.Spec;

    RobotState? IRobot.State => robot.State;

    IReadOnlyList<RobotFrame?> IRobot.Frames => blind ? [null, null, null] : robot.Frames;

    string? IRobot.Trouble => null;

    void IRobot.Send(ReadOnlySpan<double> action) => robot.Send(action);

    void IRobot.Hold(ReadOnlySpan<double> measured) => robot.Hold(measured);

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (page is { HasExited: false }) page.Kill();
        page?.Dispose();
        if (http is not null) await http.DisposeAsync();
        desk.Dispose();
        robot.Dispose();
    }
}
