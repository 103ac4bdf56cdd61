using System.Diagnostics;
using System.Text.Json;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Tests.Peers;

/// <summary>A process of ROS's own: a master, or a rospy node that is spoken to line by line.</summary>
internal sealed class RosProcess : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> errors = [];

    private RosProcess(string program, IEnumerable<string> arguments, int port)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ROS_MASTER_URI"] = $"http://127.0.0.1:{port}";
        start.Environment["ROS_IP"] = "127.0.0.1";
        start.Environment["ROS_HOME"] = Path.Combine(Path.GetTempPath(), $"oft-ros-{port}");
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, e) =>
        {
            lock (errors)
                if (e.Data is { } line) errors.Add(line);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>A skip, or under CI a failure, where Debian's packages are not installed.</summary>
    public static void Needed()
    {
        if (!File.Exists("/usr/bin/rosmaster")) Need.Missing("rosmaster is not installed (Debian: python3-rosmaster)");
        using var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import rospy, sensor_msgs.msg"]) { RedirectStandardError = true })!;
        probe.WaitForExit();
        if (probe.ExitCode != 0) Need.Missing("rospy is not installed (Debian: python3-rospy, python3-sensor-msgs)");
    }

    /// <summary>Debian's master.</summary>
    public static async Task<RosProcess> Master(int port)
    {
        var master = new RosProcess("/usr/bin/rosmaster", ["--core", "-p", $"{port}"], port);
        master.process.OutputDataReceived += (_, _) => { };
        master.process.BeginOutputReadLine();
        using var client = new Oft.Aloha.Ros1.XmlRpc.XmlRpcClient();
        for (var end = DateTime.UtcNow + patience; ; await Task.Delay(50))
            try
            {
                await client.Ros(new Uri($"http://127.0.0.1:{port}/"), "getPid", ["/test"]);
                return master;
            }
            catch (Oft.Aloha.Ros1.XmlRpc.XmlRpcException) when (DateTime.UtcNow < end && !master.process.HasExited)
            {
            }
    }

    /// <summary>A rospy node; its first line says that it is ready.</summary>
    public static async Task<(RosProcess Peer, JsonElement Ready)> Peer(string mode, string name, int port, string types)
    {
        var peer = new RosProcess(Python, [Path.Combine(AppContext.BaseDirectory, "Peers", "rospy_peer.py"), mode, name, types], port);
        return (peer, await peer.Line());
    }

    /// <summary>The vendor's definitions, for a peer.</summary>
    public static string Types(string folder)
    {
        var (path, catalog) = (Path.Combine(folder, "types.json"), RosCatalog.House);
        string[] messages = ["interbotix_xs_msgs/JointGroupCommand", "interbotix_xs_msgs/JointSingleCommand", "interbotix_xs_msgs/JointTrajectoryCommand"];
        string[] services = ["TorqueEnable", "Reboot", "OperatingModes", "RegisterValues", "MotorGains", "RobotInfo"];
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            messages = messages.ToDictionary(x => x, x => catalog.TypeOf(x).Definition),
            services = services.ToDictionary(x => $"interbotix_xs_msgs/{x}", x => new { request = catalog.Service($"interbotix_xs_msgs/{x}").Request.Text + "\n", response = catalog.Service($"interbotix_xs_msgs/{x}").Response.Text + "\n" }),
        }));
        return path;
    }

    /// <summary>One command, one answer.</summary>
    public Task<JsonElement> Ask(string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
        return Line();
    }

    /// <summary>Ends it without a farewell.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private async Task<JsonElement> Line()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(patience);
        lock (errors) Assert.True(line is not null, string.Join("\n", errors));
        return JsonSerializer.Deserialize<JsonElement>(line!);
    }
}
