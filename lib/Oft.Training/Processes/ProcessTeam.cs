using System.Net;
using System.Net.Sockets;
using Oft.Torch;
using static TorchSharp.torch;

namespace Oft.Training.Processes;

/// <summary>Several processes that train one model together. Every one must call the same things in the same order.</summary>
/// <remarks>
/// Where one is lost, whatever the others wait for ends within half a minute with its name: <see cref="RollCall"/> says how it is found out.
/// </remarks>
public sealed class ProcessTeam : IDisposable
{
    private static readonly TimeSpan slice = TimeSpan.FromMilliseconds(200);
    private readonly ProcessGroup group;
    private readonly RollCall roll;
    private readonly TeamPatience patience;
    private Doing doing = Doing.Preparing;

    private ProcessTeam(ProcessPlace place, ProcessGroup group, RollCall roll, TeamPatience patience) => (Rank, Size, this.group, this.roll, this.patience) = (place.Rank, place.Size, group, roll, patience);

    /// <summary>This process, from 0. The first one writes.</summary>
    public int Rank { get; }

    /// <summary>Processes together.</summary>
    public int Size { get; }

    /// <summary>Each process keeps AdamW's memory of its share of the weights only (ZeRO, stage 1).</summary>
    public bool SharesOptimizer { get; init; }

    /// <summary>Ends when another process was lost, for what cannot be waited for otherwise.</summary>
    public CancellationToken Lost => roll.Lost;

    /// <summary>Which process was lost, and how; null while all are there.</summary>
    public string? Why => roll.Why;

    /// <summary>Meets the other processes.</summary>
    /// <param name="place">Which this one is, and where they meet.</param>
    /// <param name="sharesOptimizer">As <see cref="SharesOptimizer"/>.</param>
    /// <param name="patience">How long is waited for others; null takes the defaults.</param>
    /// <exception cref="TrainingStoppedException">They did not come, or this libtorch has no process groups.</exception>
    public static ProcessTeam Join(ProcessPlace place, bool sharesOptimizer = false, TeamPatience? patience = null)
    {
        if (ProcessGroup.WhatIsMissing is { } missing) throw new TrainingStoppedException(missing);
        patience ??= new TeamPatience();
        var (longest, rank) = (patience.Meeting, place.Rank);
        ProcessGroup? group = null;
        try
        {
            var address = AddressTowards(place.Host, place.Port);
            group = ProcessGroup.Meet(place.Host, place.Port, rank == 0 && !place.KeptByLauncher, place.Size, place.Start == 0 ? "oft" : $"oft-{place.Start}", longest);
            group.Put($"name/{rank}", $"rank {rank} ({Environment.MachineName}, process {Environment.ProcessId})");
            var names = Enumerable.Range(0, place.Size).Select(i => Named(group, i, longest)).ToList();
            var roll = RollCall.Join(rank, names, address, text => group.Put("roll", text), () => group.Get("roll", longest), patience);
            // No exchange ends by Gloo's own patience: the roll call knows sooner, and knows who.
            group.Connect(rank, place.Size, place.NetworkInterface, address.ToString(), TimeSpan.FromHours(2));
            return new ProcessTeam(place, group, roll, patience) { SharesOptimizer = sharesOptimizer };
        }
        catch (Exception e) when (e is ProcessGroupException or SocketException or IOException or FormatException)
        {
            group?.Dispose();
            throw new TrainingStoppedException($"processes: rank {rank} of {place.Size} did not meet the others at {place.Host}:{place.Port}: {e.Message}", e);
        }
    }

    /// <summary>Sums over all processes, in place.</summary>
    /// <param name="numbers">Flat float32 on the processor.</param>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public void Sum(Tensor numbers)
    {
        using var work = BeginSum(numbers);
        End(work);
    }

    /// <summary>Hands one process's numbers to all.</summary>
    /// <param name="numbers">Flat float32 on the processor.</param>
    /// <param name="root">Whose.</param>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public void Broadcast(Tensor numbers, int root) => Guard(() =>
    {
        using var work = group.Broadcast(numbers, root);
        End(work);
        return true;
    });

    /// <summary>Means over all processes.</summary>
    /// <param name="mine">Of this one; as many in every process, told in float32.</param>
    /// <exception cref="TrainingStoppedException">A process was lost; the message names it.</exception>
    public double[] Mean(params ReadOnlySpan<double> mine)
    {
        using var mean = new TeamMean(this, mine);
        return mean.End();
    }

    /// <summary>True in all processes where it is true in any.</summary>
    public bool Any(bool mine) => Mean(mine ? 1 : 0)[0] > 0;

    /// <summary>Says what this process does from now on, until it says otherwise.</summary>
    public void Now(Doing next) => roll.Now(doing = next);

    /// <summary>Says that this process ends with an error, so that the others end with its name.</summary>
    public void Fail(string message) => roll.Fail(message);

    /// <summary>Leaves. Where a process was lost, an exchange may be under way for ever: then the group is left to the process's end.</summary>
    public void Dispose()
    {
        var whole = roll.Why is null;
        roll.Dispose();
        if (whole) group.Dispose();
    }

    internal GroupWork BeginSum(Tensor numbers) => Guard(() => group.Sum(numbers));

    internal void End(GroupWork work)
    {
        roll.Now(Doing.Waiting);
        for (var ended = false; !ended;)
        {
            ended = Guard(() => work.Wait(slice));
            if (roll.Lost.IsCancellationRequested) throw new TrainingStoppedException($"{roll.Why}.");
        }
        roll.Now(doing);
    }

    // A connection that breaks is seen here first; who was behind it, the roll call says a little later.
    private T Guard<T>(Func<T> exchange)
    {
        try
        {
            return exchange();
        }
        catch (ProcessGroupException broken)
        {
            roll.Lost.WaitHandle.WaitOne(patience.Silence + TimeSpan.FromSeconds(2));
            throw new TrainingStoppedException($"{roll.Why ?? "a process was lost, and none is missing"}. ({broken.Message})", broken);
        }
    }

    private static string Named(ProcessGroup group, int rank, TimeSpan patience)
    {
        try
        {
            return group.Get($"name/{rank}", patience);
        }
        catch (ProcessGroupException late)
        {
            throw new TrainingStoppedException($"processes: rank {rank} did not come within {patience.TotalSeconds:0} s.", late);
        }
    }

    // The address by which the way to the host begins is the one the others reach this process by.
    private static IPAddress AddressTowards(string host, int port)
    {
        var target = Dns.GetHostAddresses(host) is [_, ..] found ? found.FirstOrDefault(x => x.AddressFamily == AddressFamily.InterNetwork) ?? found[0] : throw new SocketException((int)SocketError.HostNotFound);
        using var probe = new Socket(target.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        probe.Connect(target, port);
        return ((IPEndPoint)probe.LocalEndPoint!).Address;
    }
}
