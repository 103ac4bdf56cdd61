using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Ros1.Robot;

/// <summary>Looks at a ROS graph from outside: one question to its master. Nothing joins, nothing is registered, nothing is published.</summary>
public static class GraphSurvey
{
    /// <summary>What is there of an ALOHA, and what is missing.</summary>
    /// <param name="options">The node that would join, and its master.</param>
    /// <param name="topics">The robot's names.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>One line a part: its name, whether it is as it must be, and what was found.</returns>
    public static async Task<IReadOnlyList<(string Part, bool There, string Found)>> Look(RosNodeOptions options, AlohaTopics topics, CancellationToken cancel = default)
    {
        Dictionary<string, string[]> publishers, subscribers, services;
        try
        {
            using var client = new XmlRpcClient();
            (publishers, subscribers, services) = await client.Ros(options.Master, "getSystemState", [options.Name], cancel).ConfigureAwait(false) is object[] and [object[] p, object[] s, object[] v]
                ? (Table(p), Table(s), Table(v)) : throw new XmlRpcException($"{options.Master} answers getSystemState with something else than three lists.");
        }
        catch (XmlRpcException e)
        {
            return [("master", false, e.Message)];
        }
        var nodes = publishers.Concat(subscribers).Concat(services).SelectMany(x => x.Value).ToHashSet(StringComparer.Ordinal);
        return
        [
            ("master", true, $"{options.Master} knows {nodes.Count} nodes"),
            nodes.Contains(options.Name) ? ("name", false, $"{options.Name} is taken: the master would end that node") : ("name", true, $"{options.Name} is free"),
            Part("joints", topics.States, publishers, "published"),
            Part("cameras", topics.Cameras, publishers, "published"),
            Part("commands", topics.Commands, subscribers, "listened to"),
            Part("motors", topics.Followers.Select(x => $"{x}/get_motor_registers"), services, "offered"),
        ];
    }

    private static (string, bool, string) Part(string part, IEnumerable<string> names, Dictionary<string, string[]> known, string how)
    {
        var all = names.ToList();
        var missing = all.Where(x => !known.ContainsKey(x)).ToList();
        return missing.Count == 0 ? (part, true, $"{string.Join(", ", all)} {how}") : (part, false, $"not {how}: {string.Join(", ", missing)}");
    }

    private static Dictionary<string, string[]> Table(object[] rows)
    {
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (row is object[] and [string name, object[] nodes]) table[name] = [.. nodes.OfType<string>()];
        return table;
    }
}
