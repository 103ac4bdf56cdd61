using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Aloha.Tests.Ros1;

public sealed class RosGraphTests : IAsyncLifetime
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(20);

    private RosMaster master = null!;

    public async ValueTask InitializeAsync() => master = await RosMaster.Start();

    public async ValueTask DisposeAsync() => await master.DisposeAsync();

    private Task<RosNode> Node(string name, Uri? uri = null) => RosNode.Start(new RosNodeOptions { Name = name, Master = uri ?? master.Uri, Watch = TimeSpan.FromSeconds(0.2), LongestBackOff = TimeSpan.FromSeconds(0.5), Patience = TimeSpan.FromSeconds(1) });

    [Fact]
    public async Task Messages_go_from_node_to_node_and_the_publisher_counts_them()
    {
        await using var talker = await Node("/talker");
        await using var listener = await Node("/listener");
        var received = new BlockingCollection<JointState>();
        var subscription = await listener.Subscribe<JointState>("/puppet_left/joint_states", (message, _) => received.Add(message));
        var publication = await talker.Advertise<JointState>("/puppet_left/joint_states");
        await Until(() => publication.Subscribers == 1);

        for (var i = 0; i < 3; i++) publication.Publish(new JointState { Header = new Header { Seq = 77 }, Name = ["waist"], Position = [i] });

        for (var i = 0; i < 3; i++)
        {
            Assert.True(received.TryTake(out var message, soon));
            Assert.Equal((uint)(i + 1), message.Header.Seq);
            Assert.Equal([i], message.Position);
        }
        Assert.Equal(1, subscription.Connected);
    }

    [Fact]
    public async Task A_latched_message_waits_for_a_late_listener()
    {
        await using var talker = await Node("/talker");
        var publication = await talker.Advertise<StringMessage>("/chatter", latching: true);
        publication.Publish(new StringMessage { Data = "before anybody listened" });
        await using var listener = await Node("/listener");
        var received = new BlockingCollection<string>();

        await listener.Subscribe<StringMessage>("/chatter", (message, _) => received.Add(message.Data));

        Assert.True(received.TryTake(out var text, soon));
        Assert.Equal("before anybody listened", text);
    }

    [Fact]
    public async Task A_service_answers_and_what_it_throws_is_the_callers_error()
    {
        await using var robot = await Node("/robot");
        await using var caller = await Node("/caller");
        await robot.Offer<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>("/puppet_left/get_motor_registers", x => x.Reg == "Present_Temperature" ? new() { Values = [31, 35] } : throw new InvalidOperationException($"there is no register {x.Reg}"));

        var answer = await caller.Call<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>("/puppet_left/get_motor_registers", new() { CmdType = "group", Name = "arm", Reg = "Present_Temperature" });
        var error = await Assert.ThrowsAsync<RosServiceException>(() => caller.Call<RegisterValues, RegisterValuesRequest, RegisterValuesResponse>("/puppet_left/get_motor_registers", new() { Reg = "Bogus" }));
        var nobody = await Assert.ThrowsAsync<RosServiceException>(() => caller.Call<Trigger, TriggerRequest, TriggerResponse>("/nowhere", new()));
        var other = await Assert.ThrowsAsync<RosServiceException>(() => caller.Call<Trigger, TriggerRequest, TriggerResponse>("/puppet_left/get_motor_registers", new()));

        Assert.Equal([31, 35], answer.Values);
        Assert.Contains("there is no register Bogus", error.Message);
        Assert.Contains("no provider", nobody.Message);
        Assert.Contains(RegisterValues.Type.Md5, other.Message);
    }

    [Fact]
    public async Task Another_type_on_the_topic_is_refused_with_both_sums()
    {
        await using var talker = await Node("/talker");
        await using var listener = await Node("/listener");
        await talker.Advertise<StringMessage>("/chatter");

        var subscription = await listener.Subscribe<JointState>("/chatter", (_, _) => { });

        await Until(() => subscription.LastError is not null);
        Assert.Contains(StringMessage.Type.Md5, subscription.LastError);
        Assert.Contains(JointState.Type.Md5, subscription.LastError);
        Assert.Equal(0, subscription.Messages);
    }

    [Fact]
    public async Task A_publisher_that_comes_back_is_heard_again()
    {
        await using var listener = await Node("/listener");
        var received = new BlockingCollection<string>();
        await listener.Subscribe<StringMessage>("/chatter", (message, _) => received.Add(message.Data));
        for (var life = 0; life < 2; life++)
        {
            await using var talker = await Node("/talker");
            var publication = await talker.Advertise<StringMessage>("/chatter");
            await Until(() => publication.Subscribers == 1);
            publication.Publish(new StringMessage { Data = $"life {life}" });

            Assert.True(received.TryTake(out var text, soon));
            Assert.Equal($"life {life}", text);
        }
    }

    [Fact]
    public async Task After_a_masters_restart_nodes_find_each_other_again_and_open_streams_live_on()
    {
        var port = master.Uri.Port;
        await using var talker = await Node("/talker");
        await using var early = await Node("/early");
        var received = new BlockingCollection<string>();
        await early.Subscribe<StringMessage>("/chatter", (message, _) => received.Add("early " + message.Data));
        var publication = await talker.Advertise<StringMessage>("/chatter");
        await Until(() => publication.Subscribers == 1);

        await master.DisposeAsync();
        publication.Publish(new StringMessage { Data = "without a master" });
        Assert.True(received.TryTake(out var text, soon));
        Assert.Equal("early without a master", text);
        await Until(() => !talker.Registered && !early.Registered);

        master = await RosMaster.Start(port: port);
        await Until(() => talker.Registered && early.Registered);
        await using var late = await Node("/late");
        await late.Subscribe<StringMessage>("/chatter", (message, _) => received.Add("late " + message.Data));
        await Until(() => publication.Subscribers == 2);
        publication.Publish(new StringMessage { Data = "again" });
        Assert.Equal(["early again", "late again"], new[] { Take(), Take() }.Order());

        string Take() => received.TryTake(out var x, soon) ? x : "";
    }

    [Fact]
    public async Task A_second_node_of_the_name_ends_the_first_with_the_masters_reason()
    {
        await using var first = await Node("/oft");
        var reason = new TaskCompletionSource<string>();
        first.ShutdownAsked += reason.SetResult;
        await first.Advertise<StringMessage>("/chatter");

        await using var second = await Node("/oft");
        await second.Advertise<StringMessage>("/chatter");

        Assert.Contains("new node registered with same name", await reason.Task.WaitAsync(soon));
        Assert.NotNull(first.ShutdownReason);
    }

    [Fact]
    public async Task A_subscriber_that_reads_nothing_delays_nobody()
    {
        await using var talker = await Node("/talker");
        await using var listener = await Node("/listener");
        var seen = 0;
        await listener.Subscribe("/big", RosCatalog.House.TypeOf("std_msgs/String"), (_, _) => Interlocked.Increment(ref seen));
        var publication = await talker.Advertise<StringMessage>("/big");
        using var lazy = new TcpClient();
        await lazy.ConnectAsync(IPAddress.Loopback, await Port(talker, "/big"), TestContext.Current.CancellationToken);
        await lazy.GetStream().WriteAsync(new ConnectionHeader(("callerid", "/lazy"), ("topic", "/big"), ("md5sum", "*"), ("type", "*")).ToBytes(), TestContext.Current.CancellationToken);
        await Until(() => publication.Subscribers == 2);

        var big = new StringMessage { Data = new string('x', 1 << 20) };
        for (var i = 0; i < 40; i++)
        {
            publication.Publish(big);
            var before = i;
            await Until(() => Volatile.Read(ref seen) > before);
        }
        Assert.True(publication.Dropped >= 20, $"{publication.Dropped} dropped");
    }

    [Theory]
    [InlineData("00000000", "closed")]                                          // an empty header
    [InlineData("0c000000ff000000616263643d313233", "closed")]                  // a field longer than its block
    [InlineData("ffffff7f", "closed")]                                          // two gigabytes announced
    [InlineData("474554202f20485454502f312e310d0a", "closed")]                  // HTTP
    public async Task A_peer_that_misbehaves_is_let_go(string hex, string expected)
    {
        await using var node = await Node("/node");
        await node.Advertise<StringMessage>("/chatter");
        using var peer = new TcpClient();
        await peer.ConnectAsync(IPAddress.Loopback, await Port(node, "/chatter"), TestContext.Current.CancellationToken);
        await peer.GetStream().WriteAsync(Convert.FromHexString(hex), TestContext.Current.CancellationToken);

        var bytes = new byte[4096];
        var total = 0;
        for (int got; (got = await peer.GetStream().ReadAsync(bytes, TestContext.Current.CancellationToken).AsTask().WaitAsync(soon, TestContext.Current.CancellationToken)) > 0;) total += got;
        Assert.True(total < 200, expected);
    }

    private static async Task<int> Port(RosNode node, string topic)
    {
        using var client = new Oft.Aloha.Ros1.XmlRpc.XmlRpcClient();
        return (int)((object[])await client.Ros(node.Api, "requestTopic", ["/probe", topic, new object[] { new object[] { "TCPROS" } }]))[2];
    }

    private static async Task Until(Func<bool> holds)
    {
        var end = DateTime.UtcNow + soon;
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < end, "it did not come to hold");
            await Task.Delay(10);
        }
    }
}
