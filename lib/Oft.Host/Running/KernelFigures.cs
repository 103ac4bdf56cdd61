using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Oft.Host.Documents;
using Oft.Host.Jupyter;
using Oft.Lab.Benches;

namespace Oft.Host.Running;

/// <summary>What a Jupyter client waits for: much text, one large result, an endless loop that is to stop.</summary>
internal static class KernelFigures
{
    private const int Lines = 20_000, Megabytes = 20;

    /// <summary>Measures a kernel in a process of its own, over its sockets; the median of some rounds after one that does not count.</summary>
    public static async Task<IReadOnlyList<BenchFigure>> MeasureAsync(string folder, int rounds, CancellationToken cancellation)
    {
        var (path, file) = (Path.Combine(folder, "connection.json"), Free());
        File.WriteAllBytes(path, NotebookJson.Bytes(new JsonObject
        {
            ["transport"] = "tcp", ["ip"] = file.Ip, ["key"] = file.Key, ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = file.Shell, ["control_port"] = file.Control, ["stdin_port"] = file.Stdin, ["iopub_port"] = file.IOPub, ["hb_port"] = file.Heartbeat,
        }));
        var start = NotebookProcess.Start();
        start.ArgumentList.RemoveAt(start.ArgumentList.Count - 1);
        foreach (var argument in (string[])["kernel", path]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            using var client = await KernelClient.ConnectAsync(file, cancellation);
            List<double> lines = [], large = [], stops = [];
            for (var round = 0; round <= rounds; round++)
            {
                lines.Add((await client.RunAsync($"for (var i = 0; i < {Lines}; i++) Console.WriteLine(i);", cancellation)).TotalSeconds);
                large.Add((await client.RunAsync($"new string('x', {Megabytes}_000_000)", cancellation)).TotalSeconds);
                stops.Add((await client.InterruptAsync("while (true) { }", cancellation)).TotalMilliseconds);
            }
            await client.ShutDownAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return
            [
                new($"kernel: {Lines} lines of output, request to idle", Median(lines), "s", Better.Lower, 1),
                new($"kernel: a result of {Megabytes} MB, request to idle", Median(large), "s", Better.Lower, 1),
                new("kernel: an endless loop stops after the interrupt", Median(stops), "ms", Better.Lower, 200),
            ];
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Skip(1).Order().ToList();
        return sorted[sorted.Count / 2];
    }

    // All five are held until the last is known, so that none comes twice.
    private static ConnectionFile Free()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        foreach (var listener in listeners) listener.Stop();
        return new("127.0.0.1", Guid.NewGuid().ToString("N"), ports[0], ports[1], ports[2], ports[3], ports[4]);
    }
}
