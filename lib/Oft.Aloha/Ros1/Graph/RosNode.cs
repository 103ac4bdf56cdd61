using System.Collections.Concurrent;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Ros1.Graph;

/// <summary>A node of a ROS 1 graph: topics and services both ways, over TCPROS, with the master's and the nodes' XML-RPC.</summary>
/// <remarks>
/// A master that restarts knows nobody and nobody tells it: every two seconds the node asks for itself and registers again where it is missing.
/// Open topic connections live on meanwhile.
/// </remarks>
public sealed class RosNode : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<string, RosPublication> publications = new();
    private readonly ConcurrentDictionary<string, RosSubscription> subscriptions = new();
    private readonly ConcurrentDictionary<string, RosServiceProvider> services = new();
    private readonly TcpRosListener listener;
    private XmlRpcServer? server;
    private Task watching = Task.CompletedTask;

    private RosNode(RosNodeOptions options)
    {
        Options = options;
        listener = new TcpRosListener(this);
    }

    /// <summary>Who and where it is.</summary>
    public RosNodeOptions Options { get; }

    /// <summary>Its name.</summary>
    public string Name => Options.Name;

    /// <summary>Why the master or another node ended this one; null while nobody did. Near a robot: hold, then stop.</summary>
    public string? ShutdownReason { get; private set; }

    /// <summary>Called once when somebody else ends the node.</summary>
    public event Action<string>? ShutdownAsked;

    /// <summary>False while the master does not answer or does not know the node.</summary>
    public bool Registered { get; private set; }

    /// <summary>The node's own XML-RPC address.</summary>
    public Uri Api => new($"http://{Options.Host}:{server!.Port}/");

    /// <summary>Topics it publishes.</summary>
    public IEnumerable<RosPublication> Publications => publications.Values;

    /// <summary>Topics it listens to.</summary>
    public IEnumerable<RosSubscription> Subscriptions => subscriptions.Values;

    internal XmlRpcClient Client { get; } = new();

    internal CancellationToken Ended => ending.Token;

    internal string RpcUri => $"rosrpc://{Options.Host}:{listener.Port}";

    internal int TcpPort => listener.Port;

    /// <summary>Starts a node. The master need not be there yet.</summary>
    public static async Task<RosNode> Start(RosNodeOptions options)
    {
        var node = new RosNode(options);
        node.listener.Start();
        node.server = await XmlRpcServer.Start(options.Address, 0, RosNodeApi.Methods(node)).ConfigureAwait(false);
        node.watching = Task.Run(node.Watch);
        return node;
    }

    /// <summary>Publishes a topic.</summary>
    /// <param name="topic">Absolute.</param>
    /// <param name="latching">True to give a new subscriber the last message.</param>
    /// <param name="queue">Messages kept for a slow subscriber.</param>
    public Task<RosPublication> Advertise<T>(string topic, bool latching = false, int queue = 5) where T : IRosMessage<T> => Advertise(topic, T.Type, latching, queue);

    /// <summary>Publishes a topic of any type.</summary>
    public async Task<RosPublication> Advertise(string topic, RosType type, bool latching = false, int queue = 5)
    {
        var publication = new RosPublication(this, topic, type, latching, queue);
        if (!publications.TryAdd(topic, publication)) throw new InvalidOperationException($"{topic} is published by this node already.");
        await Try(() => RegisterPublisher(publication)).ConfigureAwait(false);
        return publication;
    }

    /// <summary>Listens to a topic.</summary>
    /// <param name="topic">Absolute.</param>
    /// <param name="handler">Called for each message with its receive time, on a thread of the connection.</param>
    public Task<RosSubscription> Subscribe<T>(string topic, Action<T, long> handler) where T : IRosMessage<T> => Subscribe(topic, T.Type, (body, received) =>
    {
        var reader = new RosReader(body);
        handler(T.Read(ref reader), received);
    });

    /// <summary>Listens to a topic, taking the bytes.</summary>
    public async Task<RosSubscription> Subscribe(string topic, RosType type, RosMessageHandler handler)
    {
        var subscription = new RosSubscription(this, topic, type, handler);
        if (!subscriptions.TryAdd(topic, subscription)) throw new InvalidOperationException($"this node listens to {topic} already.");
        await Try(() => RegisterSubscriber(subscription)).ConfigureAwait(false);
        return subscription;
    }

    /// <summary>Offers a service.</summary>
    /// <param name="name">Absolute.</param>
    /// <param name="answer">What it throws becomes the caller's error text.</param>
    public async Task Offer<TService, TRequest, TResponse>(string name, Func<TRequest, TResponse> answer)
        where TService : IRosService where TRequest : IRosMessage<TRequest> where TResponse : IRosMessage<TResponse>
    {
        var provider = new RosServiceProvider(this, name, TService.Type, TService.Type.Name + "Request", TService.Type.Name + "Response", body =>
        {
            var reader = new RosReader(body.Span);
            return RosWriter.Body(answer(TRequest.Read(ref reader)));
        });
        if (!services.TryAdd(name, provider)) throw new InvalidOperationException($"{name} is offered by this node already.");
        await Try(() => RegisterService(provider)).ConfigureAwait(false);
    }

    /// <summary>Calls a service.</summary>
    /// <param name="name">Absolute.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="timeout">For the whole call; 5 s by default.</param>
    /// <exception cref="RosServiceException">Nobody offers it, it has another definition, it failed, or it did not answer.</exception>
    public async Task<TResponse> Call<TService, TRequest, TResponse>(string name, TRequest request, TimeSpan? timeout = null)
        where TService : IRosService where TRequest : IRosMessage<TRequest> where TResponse : IRosMessage<TResponse>
    {
        var body = await RosServiceCall.Run(this, name, TService.Type, RosWriter.Body(request), timeout ?? TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        var reader = new RosReader(body);
        return TResponse.Read(ref reader);
    }

    /// <summary>Leaves the graph politely: takes its registrations back, closes its streams.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested) return;
        await ending.CancelAsync().ConfigureAwait(false);
        await watching.ConfigureAwait(false);
        if (Registered)
        {
            foreach (var topic in publications.Keys) await Try(() => Client.Ros(Options.Master, "unregisterPublisher", [Name, topic, Api.ToString()])).ConfigureAwait(false);
            foreach (var topic in subscriptions.Keys) await Try(() => Client.Ros(Options.Master, "unregisterSubscriber", [Name, topic, Api.ToString()])).ConfigureAwait(false);
            foreach (var service in services.Keys) await Try(() => Client.Ros(Options.Master, "unregisterService", [Name, service, RpcUri])).ConfigureAwait(false);
        }
        await listener.DisposeAsync().ConfigureAwait(false);
        await server!.DisposeAsync().ConfigureAwait(false);
        Client.Dispose();
        ending.Dispose();
    }

    internal void Log(string line) => Options.Log($"{Name} {line}");

    internal RosPublication? Publication(string topic) => publications.GetValueOrDefault(topic);

    internal RosSubscription? Subscription(string topic) => subscriptions.GetValueOrDefault(topic);

    internal RosServiceProvider? Service(string name) => services.GetValueOrDefault(name);

    internal void Shutdown(string reason)
    {
        if (ShutdownReason is not null) return;
        ShutdownReason = reason;
        Log($"is asked to end: {reason}");
        ShutdownAsked?.Invoke(reason);
    }

    private Task<object> RegisterPublisher(RosPublication x) => Client.Ros(Options.Master, "registerPublisher", [Name, x.Topic, x.Type.Name, Api.ToString()]);

    private async Task<object> RegisterSubscriber(RosSubscription x)
    {
        var publishers = await Client.Ros(Options.Master, "registerSubscriber", [Name, x.Topic, x.Type.Name, Api.ToString()]).ConfigureAwait(false);
        x.Update(publishers is object[] uris ? uris.OfType<string>() : []);
        return publishers;
    }

    private Task<object> RegisterService(RosServiceProvider x) => Client.Ros(Options.Master, "registerService", [Name, x.Name, RpcUri, Api.ToString()]);

    // What fails now is done by the next look at the master.
    private async Task Try(Func<Task<object>> register)
    {
        try
        {
            await register().ConfigureAwait(false);
            Registered = true;
        }
        catch (XmlRpcException e)
        {
            Registered = false;
            Log(e.Message);
        }
    }

    private async Task Watch()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Registered ? Options.Watch : Options.Watch / 4, ending.Token).ConfigureAwait(false);
                if (ShutdownReason is not null) return;
                if (Registered && await Known().ConfigureAwait(false)) continue;
                foreach (var x in publications.Values) await RegisterPublisher(x).ConfigureAwait(false);
                foreach (var x in subscriptions.Values) await RegisterSubscriber(x).ConfigureAwait(false);
                foreach (var x in services.Values) await RegisterService(x).ConfigureAwait(false);
                if (!Registered) Log($"registered with {Options.Master}");
                Registered = true;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is XmlRpcException or ObjectDisposedException)
            {
                if (Registered) Log($"the master is away: {e.Message}");
                Registered = false;
            }
        }
    }

    private async Task<bool> Known()
    {
        var answer = await Client.Call(Options.Master, "lookupNode", [Name, Name], ending.Token).ConfigureAwait(false);
        return publications.IsEmpty && subscriptions.IsEmpty && services.IsEmpty || answer is object[] and [1, _, string uri] && uri == Api.ToString();
    }
}
