using Microsoft.Extensions.Hosting;

namespace Oft.Aloha;

/// <summary>A server inside a program: the host of a web application would otherwise take Ctrl-C and the system's end signal away from it.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}
