using System.CommandLine;
using System.Globalization;
using Oft.Host.Cells;
using Oft.Host.Documents;
using Oft.Host.Jupyter;

namespace Oft.Host.Verbs;

/// <summary><c>oft kernel FILE</c>: serves Jupyter clients. Clients start it themselves once <c>oft install</c> has told them how.</summary>
public static class KernelVerb
{
    /// <summary>The command. Exit 0 after a shutdown, 2 where the connection file cannot be used.</summary>
    public static Command Create()
    {
        var file = new Argument<FileInfo>("connection-file") { Description = "Ports and key, as a Jupyter client writes them." };
        var command = new Command("kernel", "Serve C# cells to Jupyter clients (started by them).") { file };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(file)!.FullName, cancellation));
        return command;
    }

    /// <summary>Serves.</summary>
    public static async Task<int> RunAsync(string file, CancellationToken cancellation)
    {
        try
        {
            var connection = ConnectionFile.Load(file);
            StreamCapture? streams = null;
            using var kernel = new JupyterKernel(connection, Environment.CurrentDirectory, sink => streams = new StreamCapture(sink.Stream), line => Log(streams, line));
            var parent = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (int?)null;
            await kernel.RunAsync(parent, cancellation);
            return 0;
        }
        catch (Exception e) when (e is NotebookException or System.Net.Sockets.SocketException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    // The process's own streams show in the notebook; the log goes where they went before.
    private static void Log(StreamCapture? streams, string line) => streams?.Original.Write(System.Text.Encoding.UTF8.GetBytes($"oft kernel: {line}\n"));
}
