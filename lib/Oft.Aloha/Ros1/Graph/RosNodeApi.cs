namespace Oft.Aloha.Ros1.Graph;

/// <summary>What a node answers over XML-RPC, every answer as [code, message, value].</summary>
internal static class RosNodeApi
{
    public static IReadOnlyDictionary<string, Func<object[], object>> Methods(RosNode node) => new Dictionary<string, Func<object[], object>>
    {
        ["getPid"] = Taking(1, _ => Done("", Environment.ProcessId)),
        ["getMasterUri"] = Taking(1, _ => Done(node.Options.Master.ToString(), node.Options.Master.ToString())),
        ["getPublications"] = Taking(1, _ => Done("publications", node.Publications.Select(x => new object[] { x.Topic, x.Type.Name }).ToArray())),
        ["getSubscriptions"] = Taking(1, _ => Done("subscriptions", node.Subscriptions.Select(x => new object[] { x.Topic, x.Type.Name }).ToArray())),
        ["getBusStats"] = Taking(1, _ => Done("bus stats", new object[]
        {
            node.Publications.Select(x => new object[] { x.Topic, 0, Array.Empty<object>() }).ToArray(),
            node.Subscriptions.Select(x => new object[] { x.Topic, Array.Empty<object>() }).ToArray(),
            Array.Empty<object>(),
        })),
        ["getBusInfo"] = Taking(1, _ => Done("bus info", node.Subscriptions.SelectMany(x => x.Publishers.Select(uri => (x.Topic, uri)))
            .Select((x, i) => new object[] { i + 1, x.uri, "i", "TCPROS", x.Topic, true }).ToArray())),
        ["shutdown"] = Taking(2, x =>
        {
            node.Shutdown(x[1] as string is { Length: > 0 } reason ? reason : "no reason given");
            return Done("shutdown", 0);
        }),
        ["paramUpdate"] = Taking(3, _ => new object[] { -1, "not subscribed", 0 }),
        ["publisherUpdate"] = Taking(3, x =>
        {
            if (x[1] is string topic && x[2] is object[] uris) node.Subscription(topic)?.Update(uris.OfType<string>());
            return Done("", 0);
        }),
        ["requestTopic"] = Taking(3, x => x[2] is not object[] { Length: > 0 } protocols ? [-1, "ERROR: parameter [protocols] must be specified and non-empty", Array.Empty<object>()]
            : node.Publication(x[1] as string ?? "") is null ? [-1, $"Not a publisher of [{x[1]}]", Array.Empty<object>()]
            : protocols.Any(p => p is object[] and ["TCPROS", ..]) ? Done($"ready on {node.Options.Host}:{node.TcpPort}", new object[] { "TCPROS", node.Options.Host, node.TcpPort })
            : [0, "no supported protocol implementations", Array.Empty<object>()]),
    };

    private static object[] Done(string message, object value) => [1, message, value];

    private static Func<object[], object> Taking(int count, Func<object[], object[]> answer) => parameters =>
        parameters.Length == count ? answer(parameters) : new object[] { -1, "Error: bad call arity", -1 };
}
