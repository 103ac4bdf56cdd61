using System.Runtime.InteropServices;

namespace Oft.Host;

/// <summary>Ctrl-C and the end that a system asks for: the first time a verb is asked to stop and may finish what it must save; the second time the process ends.</summary>
/// <remarks>
/// The command-line library listens only once a verb has returned its task, and then grants two seconds; verbs here compute on the calling
/// thread, and a checkpoint may take longer to write.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] signals;

    /// <summary>Listens from now on.</summary>
    public Interruption() => signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Ask))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => asked.Token;

    /// <summary>For verbs that serve until they are asked to stop.</summary>
    public static async Task<int> UntilStopped(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Being stopped is how it ends.
        }
        return 0;
    }

    /// <summary>Listens no longer.</summary>
    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
        asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        if (asked.IsCancellationRequested) return;                               // the default: the process ends
        context.Cancel = true;
        Console.Error.WriteLine("stopping; once more ends it at once.");
        asked.Cancel();
    }
}
