using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Oft.Training.Processes;

/// <summary>Says who of several processes was lost: every second each tells the first one what it does, and the first tells all who fell out.</summary>
/// <remarks>
/// <code>
/// a connection that closes without a word       gone          at once
/// nothing heard, or the process stands still    silent        after <see cref="TeamPatience.Silence"/>
/// computing while others wait for it            kept waiting  after <see cref="TeamPatience.Delay"/>
/// an error of its own                           its words     at once
/// </code>
/// libtorch's groups only know that some connection broke, and wait half an hour for a process that stands still.
/// </remarks>
internal sealed class RollCall : IDisposable
{
    private static readonly TimeSpan beat = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly IReadOnlyList<string> names;
    private readonly int rank;
    private readonly TeamPatience patience;
    private readonly RollCallLink?[] links;
    private readonly (Doing Doing, long Since)[] states;
    private readonly CancellationTokenSource lost = new();
    private readonly Timer timer;
    private string? why;
    private bool closed;

    private RollCall(int rank, IReadOnlyList<string> names, TeamPatience patience, RollCallLink?[] links)
    {
        (this.rank, this.names, this.patience, this.links) = (rank, names, patience, links);
        states = [.. names.Select(_ => (Doing.Preparing, Stopwatch.GetTimestamp()))];
        foreach (var (link, from) in links.Select((link, i) => (link, rank == 0 ? i : 0)))
            if (link is not null) new Thread(() => Listen(link, from)) { IsBackground = true, Name = "roll call" }.Start();
        timer = new Timer(_ => Beat(), null, TimeSpan.Zero, beat);
    }

    /// <summary>Ends when a process was lost.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Which, and how; null while all are there.</summary>
    public string? Why
    {
        get
        {
            lock (gate) return why;
        }
    }

    /// <summary>Joins all processes.</summary>
    /// <param name="rank">This one.</param>
    /// <param name="names">Of all.</param>
    /// <param name="address">Of this one.</param>
    /// <param name="put">Tells all a text.</param>
    /// <param name="get">Waits for a text.</param>
    /// <param name="patience">How long is waited.</param>
    public static RollCall Join(int rank, IReadOnlyList<string> names, IPAddress address, Action<string> put, Func<string> get, TeamPatience patience)
    {
        if (rank > 0)
        {
            var parts = get().Split(' ');
            var client = new TcpClient(IPEndPoint.Parse(parts[0]).AddressFamily);
            client.Connect(IPEndPoint.Parse(parts[0]));
            var link = new RollCallLink(client, patience.Silence);
            link.Say($"hello {rank} {parts[1]}");
            return new RollCall(rank, names, patience, [link]);
        }
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var listener = new TcpListener(address, 0);
        listener.Start();
        put($"{listener.LocalEndpoint} {secret}");
        var links = new RollCallLink?[names.Count];
        var until = Stopwatch.GetTimestamp() + (long)(patience.Meeting.TotalSeconds * Stopwatch.Frequency);
        while (links.Skip(1).Any(link => link is null))
        {
            if (Stopwatch.GetTimestamp() > until) throw new TrainingStoppedException($"processes: {string.Join(", ", names.Where((_, i) => i > 0 && links[i] is null))} did not come within {patience.Meeting.TotalSeconds:0} s.");
            if (!listener.Pending())
            {
                Thread.Sleep(10);
                continue;
            }
            var link = new RollCallLink(listener.AcceptTcpClient(), patience.Silence);
            if (Who(link, secret) is { } who && who > 0 && who < links.Length && links[who] is null) links[who] = link;
            else link.Dispose();
        }
        listener.Stop();
        return new RollCall(0, names, patience, links);
    }

    // Null for a stranger.
    private static int? Who(RollCallLink link, string secret)
    {
        try
        {
            return link.Hear()?.Split(' ') is ["hello", var number, var shown] && shown == secret && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var who) ? who : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Says what this process does from now on.</summary>
    public void Now(Doing doing)
    {
        lock (gate) states[rank] = (doing, Stopwatch.GetTimestamp());
    }

    /// <summary>Says that this process ends with an error.</summary>
    public void Fail(string message) => Lose($"{names[rank]}: {message}", tell: true);

    /// <summary>Leaves in good order.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
        }
        timer.Dispose();
        foreach (var link in links)
        {
            link?.Say("bye");
            link?.Dispose();
        }
    }

    private void Beat()
    {
        string? late;
        string line;
        lock (gate)
        {
            if (closed || why is not null) return;
            late = rank == 0 ? Late() : null;
            line = string.Create(CultureInfo.InvariantCulture, $"beat {(int)states[rank].Doing} {(long)Stopwatch.GetElapsedTime(states[rank].Since).TotalMilliseconds}");
        }
        if (late is not null) Lose(late, tell: true);
        foreach (var link in links) link?.Say(line);
    }

    private string? Late()
    {
        var ages = states.Select(state => Stopwatch.GetElapsedTime(state.Since)).ToArray();
        if (!states.Where((state, i) => state.Doing == Doing.Waiting && ages[i] >= patience.Delay).Any()) return null;
        var computing = Enumerable.Range(0, states.Length).Where(i => states[i].Doing == Doing.Computing && ages[i] >= patience.Delay).ToList();
        return computing.Count == 0 ? null : $"{names[computing.MaxBy(i => ages[i])]} has kept the others waiting for {patience.Delay.TotalSeconds:0} s";
    }

    private void Listen(RollCallLink link, int from)
    {
        try
        {
            while (link.Hear() is { } line)
            {
                switch (line.Split(' ', 3))
                {
                    case ["beat", var doing, var age] when int.TryParse(doing, out var what) && long.TryParse(age, out var milliseconds):
                        lock (gate) states[from] = ((Doing)what, Stopwatch.GetTimestamp() - milliseconds * Stopwatch.Frequency / 1000);
                        break;
                    case ["bye", ..]:
                        lock (gate)
                        {
                            states[from] = (Doing.Saving, Stopwatch.GetTimestamp());
                            if (rank == 0) links[from] = null;
                        }
                        return;
                    case ["lost", ..]:
                        Lose(line["lost ".Length..], tell: rank == 0);
                        return;
                }
            }
            Lose($"{names[from]} is gone: its connection was closed", tell: rank == 0);
        }
        catch (IOException broken)
        {
            Lose(broken.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock } ? $"{names[from]} has been silent for {patience.Silence.TotalSeconds:0} s" : $"{names[from]} is gone: {broken.Message}", tell: rank == 0);
        }
        catch (Exception left) when (left is ObjectDisposedException or NotSupportedException)
        {
            // This process left: the stream of a closed connection says that it cannot be read.
        }
    }

    private void Lose(string message, bool tell)
    {
        lock (gate)
        {
            if (closed || why is not null) return;
            why = message;
        }
        lost.Cancel();
        if (tell)
            foreach (var link in links) link?.Say("lost " + message);
    }
}
