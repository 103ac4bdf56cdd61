using Oft.Contracts;

namespace Oft.Aloha.Wire.Serving;

/// <summary>What <c>GET /info</c> says: enough for a client to see that it asks the right policy.</summary>
internal static class ServerInfo
{
    public static WireMap Of(RobotSpec robot, ServeSettings settings)
    {
        var facts = new WireMap();
        foreach (var (name, value) in settings.Facts) facts.Add(name, value);
        return new WireMap
        {
            { "server", "oft" },
            { "robot", robot.Name },
            { "views", robot.Views },
            { "proprio_width", robot.ProprioWidth },
            { "action_width", robot.ActionWidth },
            { "chunk_length", robot.ChunkLength },
            { "control_rate_hz", robot.ControlRateHz },
            { "statistics", settings.Statistics },
            { "facts", facts },
            { "largest_body", settings.LargestBody },
            { "queue", settings.Queue },
        };
    }
}
