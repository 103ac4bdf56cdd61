using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Aloha.Control;
using Oft.Lab.Cards;

namespace Oft.Lab.Sessions;

/// <summary>A robot from a cell. Its loop is a process of its own; this is one end of a local line to it, and the lease that the line is.</summary>
/// <remarks>
/// Signs of life are given only while a cell of this object runs. So a kernel that is busy with something else, is interrupted or is killed gives none, and the arms hold.
/// <code>
/// var robot = lab.Robot("simulated");    // or the path that oft aloha run prints
/// robot.Check()                          // the list before the arms move
/// robot.Shadow("put the red pepper into the pot", seconds: 10)
/// robot.Run("put the red pepper into the pot", seconds: 20)
/// robot.Stop()
/// robot.Now                            // mode, joints, chunk, gate, events
/// </code>
/// </remarks>
public sealed class RobotSession : IDisposable
{
    private static readonly TimeSpan beat = TimeSpan.FromMilliseconds(100);
    private readonly OperatorClient line;
    private readonly RobotLoop? started;

    private RobotSession(string socket, RobotLoop? started) => (Socket, line, this.started) = (socket, new OperatorClient(socket), started);

    /// <summary>The loop's socket.</summary>
    public string Socket { get; }

    /// <summary>Joins a loop.</summary>
    /// <param name="socket">The path that <c>oft aloha run</c> prints.</param>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static RobotSession Join(string socket) => new(socket, null);

    /// <summary>Joins a loop that was started for this; both end with it.</summary>
    public static RobotSession Of(RobotLoop loop) => new(loop.Socket, loop);

    /// <summary>What the loop does now, as it says it.</summary>
    public JsonObject State => Read(line.Say("show"));

    /// <summary>What the loop does now, to look at.</summary>
    public RobotView Now => new(State);

    /// <summary>The list before the arms move; nothing is commanded.</summary>
    public IReadOnlyList<SessionCheck> Check() => PreFlight.Read(line.Say("check"));

    /// <summary>Slowly to the start pose; returns when it is reached, or why it was not.</summary>
    public RobotView Home(CancellationToken cancellation = default) => Drive("home", null, TimeSpan.FromSeconds(60), cancellation);

    /// <summary>Runs the policy and commands nothing.</summary>
    /// <param name="sentence">What it is told.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="cancellation">Ends it.</param>
    public RobotView Shadow(string sentence, double seconds = 20, CancellationToken cancellation = default) => Drive("shadow", sentence, TimeSpan.FromSeconds(seconds), cancellation);

    /// <summary>Runs the policy through the gate, watched over by this cell; at its end, however it ends, the arms hold.</summary>
    /// <param name="sentence">What it is told.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="cancellation">Ends it; interrupting the cell does too.</param>
    public RobotView Run(string sentence, double seconds = 20, CancellationToken cancellation = default) => Drive("start", sentence, TimeSpan.FromSeconds(seconds), cancellation);

    /// <summary>Holds, now.</summary>
    public RobotView Stop()
    {
        Say("hold");
        return Now;
    }

    /// <summary>Lets the line go; what moves holds at once. A loop that was started for it ends.</summary>
    public void Dispose()
    {
        line.Dispose();
        started?.Dispose();
    }

    private RobotView Drive(string word, string? sentence, TimeSpan most, CancellationToken cancellation)
    {
        if (Say("beat").StartsWith(nameof(LoopMode.Idle), StringComparison.Ordinal) || Mode is LoopMode.Fault)
        {
            Say("ready");
            Until(x => x is not (LoopMode.Idle or LoopMode.Fault), TimeSpan.FromSeconds(2));
        }
        if (sentence is not null) Say("tell " + sentence);
        var view = Now;
        var display = NotebookDisplay.Show(view);
        Say(word);
        try
        {
            var moving = word == "home" ? LoopMode.Homing : LoopMode.Running;
            Until(x => x == moving, TimeSpan.FromSeconds(1));
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < most && !cancellation.IsCancellationRequested; Thread.Sleep(beat))
            {
                Say("beat");
                view = Now;
                display?.Update(view);
                if (view.Mode != moving) break;
            }
        }
        finally
        {
            // A hold of the loop's own keeps its reason.
            if (Mode is LoopMode.Running or LoopMode.Homing) Say("hold");
            Until(x => x is not (LoopMode.Running or LoopMode.Homing), TimeSpan.FromSeconds(1));
        }
        view = Now;
        display?.Update(view);
        return view;
    }

    private LoopMode Mode => Now.Mode;

    private void Until(Func<LoopMode, bool> holds, TimeSpan most)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < most && !holds(Mode); Thread.Sleep(20)) Say("beat");
    }

    private string Say(string words) => line.Say(words) is var answer && answer.StartsWith("error ", StringComparison.Ordinal) ? throw new LabException($"the loop refused '{words}': {answer[6..]}.") : answer;

    private static JsonObject Read(string json)
    {
        try
        {
            return JsonNode.Parse(json)!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new LabException($"the loop answered what is no state: {e.Message}");
        }
    }
}
