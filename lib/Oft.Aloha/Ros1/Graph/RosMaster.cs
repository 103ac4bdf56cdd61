using System.Collections.Concurrent;
using System.Net;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>A master: who publishes, who listens, who offers; and the few parameters that rospy asks for. For simulations and tests without a <c>roscore</c>.</summary>
public sealed class RosMaster : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Registrations publishers = new(), subscribers = new(), services = new();
    private readonly Dictionary<string, string> types = [], nodes = [], providers = [];
    private readonly ConcurrentDictionary<string, object> parameters = new();
    private readonly XmlRpcClient client = new(TimeSpan.FromSeconds(3));
    private XmlRpcServer? server;

    private RosMaster(IPAddress address) => Address = address;

    private IPAddress Address { get; }

    /// <summary>Where it is reached.</summary>
    public Uri Uri => new($"http://{Address}:{server!.Port}/");

    /// <summary>Starts a master.</summary>
    /// <param name="address">Where it listens; loopback by default.</param>
    /// <param name="port">0 for any that is free; 11311 is the usual one.</param>
    public static async Task<RosMaster> Start(IPAddress? address = null, int port = 0)
    {
        var master = new RosMaster(address ?? IPAddress.Loopback);
        master.server = await XmlRpcServer.Start(master.Address, port, master.Methods()).ConfigureAwait(false);
        return master;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync().ConfigureAwait(false);
        client.Dispose();
    }

    private Dictionary<string, Func<object[], object>> Methods() => new()
    {
        ["getPid"] = x => Ok("", Environment.ProcessId),
        ["getUri"] = x => Ok("", Uri.ToString()),
        ["registerPublisher"] = Taking(4, x => Publisher(x[0], x[1], x[2], x[3])),
        ["registerSubscriber"] = Taking(4, x => Subscriber(x[0], x[1], x[2], x[3])),
        ["registerService"] = Taking(4, x => Service(x[0], x[1], x[2], x[3])),
        ["unregisterPublisher"] = Taking(3, x =>
        {
            lock (gate)
            {
                var count = publishers.Remove(x[1], x[0], x[2]);
                if (count > 0) Tell(x[1]);
                return Ok($"Unregistered [{x[0]}] as provider of [{x[1]}]", count);
            }
        }),
        ["unregisterSubscriber"] = Taking(3, x => Locked(() => Ok($"Unregistered [{x[0]}] as provider of [{x[1]}]", subscribers.Remove(x[1], x[0], x[2])))),
        ["unregisterService"] = Taking(3, x => Locked(() => Ok($"Unregistered [{x[0]}] as provider of [{x[1]}]", providers.GetValueOrDefault(x[1]) == x[2] ? services.Remove(x[1], x[0], null) : 0))),
        ["lookupNode"] = Taking(2, x => Locked(() => nodes.TryGetValue(x[1], out var uri) ? Ok("node api", uri) : [-1, $"unknown node [{x[1]}]", ""])),
        ["lookupService"] = Taking(2, x => Locked(() => services.Has(x[1]) ? Ok($"rosrpc URI: [{providers[x[1]]}]", providers[x[1]]) : [-1, "no provider", ""])),
        ["getSystemState"] = x => Locked(() => Ok("current system state", new object[] { publishers.State(), subscribers.State(), services.State() })),
        ["getTopicTypes"] = x => Locked(() => Ok("current system state", types.Select(t => new object[] { t.Key, t.Value }).ToArray())),
        ["getPublishedTopics"] = x => Locked(() => Ok("current topics", types.Where(t => publishers.Has(t.Key) && t.Key.StartsWith(x.ElementAtOrDefault(1) as string ?? "", StringComparison.Ordinal)).Select(t => new object[] { t.Key, t.Value }).ToArray())),
        ["getParam"] = x => Parameter(x) is { } key && parameters.TryGetValue(key, out var value) ? Ok($"Parameter [{key}]", value) : [-1, $"Parameter [{Parameter(x)}] is not set", 0],
        ["hasParam"] = x => Ok(Parameter(x) ?? "", parameters.ContainsKey(Parameter(x) ?? "")),
        ["setParam"] = x =>
        {
            if (x is not [_, string, var value] || parameters.Count > 10_000) return new object[] { -1, "setParam takes caller, key, value", 0 };
            parameters[Parameter(x)!] = value;
            return Ok($"parameter {Parameter(x)} set", 0);
        },
        ["deleteParam"] = x => parameters.TryRemove(Parameter(x) ?? "", out _) ? Ok($"parameter {Parameter(x)} deleted", 0) : [-1, $"parameter {Parameter(x)} is not set", 0],
        ["subscribeParam"] = x => Ok("Subscribed to parameter", x is [_, _, string key] && parameters.TryGetValue(key.TrimEnd('/'), out var value) ? value : new Dictionary<string, object>()),
        ["unsubscribeParam"] = x => Ok("Unsubscribed", 1),
        ["getParamNames"] = x => Ok("Parameter names", parameters.Keys.Cast<object>().ToArray()),
    };

    private object[] Publisher(string caller, string topic, string type, string api) => Locked(() =>
    {
        Node(caller, api);
        if (type != "*") types[topic] = type;
        publishers.Add(topic, caller, api);
        Tell(topic);
        return Ok($"Registered [{caller}] as publisher of [{topic}]", subscribers.Uris(topic));
    });

    private object[] Subscriber(string caller, string topic, string type, string api) => Locked(() =>
    {
        Node(caller, api);
        if (type != "*") types.TryAdd(topic, type);
        subscribers.Add(topic, caller, api);
        return Ok($"Subscribed to [{topic}]", publishers.Uris(topic));
    });

    private object[] Service(string caller, string service, string rpc, string api) => Locked(() =>
    {
        Node(caller, api);
        services.Clear(service);
        services.Add(service, caller, api);
        providers[service] = rpc;
        return Ok($"Registered [{caller}] as provider of [{service}]", 1);
    });

    // A second node of a name ends the first.
    private void Node(string caller, string api)
    {
        if (nodes.TryGetValue(caller, out var before) && before != api)
        {
            foreach (var registrations in (Registrations[])[subscribers, services]) registrations.RemoveNode(caller);
            foreach (var topic in publishers.RemoveNode(caller)) Tell(topic);
            Send(before, "shutdown", ["/master", $"[{caller}] Reason: new node registered with same name"]);
        }
        nodes[caller] = api;
    }

    private void Tell(string topic)
    {
        var now = publishers.Uris(topic);
        foreach (var uri in subscribers.Uris(topic)) Send((string)uri, "publisherUpdate", ["/master", topic, now]);
    }

    private void Send(string api, string method, object[] values) => _ = Task.Run(async () =>
    {
        try
        {
            await client.Ros(new Uri(api), method, values).ConfigureAwait(false);
        }
        catch (Exception e) when (e is XmlRpcException or UriFormatException or ObjectDisposedException)
        {
            // A node that is gone is no concern of the others.
        }
    });

    private object[] Locked(Func<object[]> answer)
    {
        lock (gate) return answer();
    }

    private static object[] Ok(string message, object value) => [1, message, value];

    private static string? Parameter(object[] values) => (values.ElementAtOrDefault(1) as string)?.TrimEnd('/');

    private static Func<object[], object> Taking(int count, Func<string[], object[]> answer) => values =>
        values.Length != count ? new object[] { -1, "Error: bad call arity", Array.Empty<object>() }
        : values.All(x => x is string { Length: > 0 }) ? answer([.. values.Cast<string>()]) : [-1, "ERROR: expected non-empty strings", Array.Empty<object>()];

    private sealed class Registrations
    {
        private readonly Dictionary<string, List<(string Caller, string Api)>> entries = [];

        public void Add(string key, string caller, string api)
        {
            var list = entries.TryGetValue(key, out var known) ? known : entries[key] = [];
            list.RemoveAll(x => x.Caller == caller);
            list.Add((caller, api));
        }

        public int Remove(string key, string caller, string? api)
        {
            if (!entries.TryGetValue(key, out var list)) return 0;
            var count = list.RemoveAll(x => x.Caller == caller && (api is null || x.Api == api));
            if (list.Count == 0) entries.Remove(key);
            return count;
        }

        public IReadOnlyList<string> RemoveNode(string caller) => [.. entries.Keys.ToList().Where(key => Remove(key, caller, null) > 0)];

        public void Clear(string key) => entries.Remove(key);

        public bool Has(string key) => entries.ContainsKey(key);

        public object[] Uris(string key) => entries.TryGetValue(key, out var list) ? [.. list.Select(x => x.Api).Distinct()] : [];

        public object[] State() => [.. entries.Select(x => new object[] { x.Key, x.Value.Select(y => (object)y.Caller).ToArray() })];
    }
}
