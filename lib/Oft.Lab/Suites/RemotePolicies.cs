using System.Text.Json;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.OpenPi;
using Oft.Contracts;

namespace Oft.Lab.Suites;

/// <summary>Policies on the other side of a wire, as an evaluation is told of them.</summary>
internal static class RemotePolicies
{
    /// <summary>What a server's numbers mean and how it wants to be asked, by name.</summary>
    public static IReadOnlyList<string> Conventions { get; } = ["world", "openvla-libero", .. OpenPiConvention.All.Select(x => x.Name)];

    /// <summary>A server behind <c>http://</c>, <c>https://</c>, <c>ws://</c> or <c>wss://</c>.</summary>
    /// <exception cref="ArgumentException">The convention is not known.</exception>
    public static PolicyChoice Open(Uri address, string? convention, TimeSpan budget, string? token)
    {
        if (convention is not null && !Conventions.Contains(convention)) throw new ArgumentException($"convention: there is no '{convention}'; there are: {string.Join(", ", Conventions)}.");
        var settings = new ClientSettings { Budget = budget, Token = token, Gripper = convention == "openvla-libero" ? GripperMeaning.ZeroClosedOneOpen : GripperMeaning.World };
        var name = convention is null ? address.ToString() : $"{address} ({convention})";
        var clients = new Dictionary<string, IPolicy>();
        if (address.Scheme is "ws" or "wss")
        {
            var spelling = OpenPiConvention.All.FirstOrDefault(x => x.Name == convention);
            return new PolicyChoice(name, "", "", world => One(world.Robot, robot => new OpenPiClient(address, robot, spelling, settings)));
        }
        var (weights, recipe) = Facts(address, settings);
        return new PolicyChoice(name, weights, recipe, world => One(world.Robot, robot => new ActClient(address, robot, settings)));

        // One client a robot, shared by all worlds.
        IPolicy One(RobotSpec robot, Func<RobotSpec, IPolicy> make)
        {
            lock (clients) return clients.TryGetValue(robot.Name, out var known) ? known : clients[robot.Name] = make(robot);
        }
    }

    // Our own server says which weights it serves; another one is known by its address alone.
    private static (string Weights, string Recipe) Facts(Uri address, ClientSettings settings)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = settings.Connect, UseProxy = false }) { Timeout = 2 * settings.Connect, MaxResponseContentBufferSize = 1 << 16 };
        if (settings.Token is { } token) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        try
        {
            using var info = JsonDocument.Parse(http.GetByteArrayAsync(new Uri(address, "/info")).GetAwaiter().GetResult());
            var facts = info.RootElement.GetProperty("facts");
            return (Text("weights"), Text("recipe"));

            string Text(string name) => facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (Exception other) when (other is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ("", "");
        }
    }
}
