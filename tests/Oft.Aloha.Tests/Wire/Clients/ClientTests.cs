using System.Net;
using System.Net.Sockets;
using System.Text;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire.Clients;

public class ClientTests
{
    private static readonly RobotSpec robot = RobotSpec.Libero;

    [Theory]
    [InlineData("\"error\"")]
    [InlineData("{\"detail\":\"x\"}")]
    [InlineData("[]")]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    [InlineData("no json")]
    [InlineData("""[{"__numpy__":"AAAAAAAA8D8=","dtype":"<f8","shape":[1]}]""")]
    [InlineData("""[{"__numpy__":"AAAAAAAA+H8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","dtype":"<f8","shape":[7]}]""")]
    public void Anything_but_a_chunk_is_no_chunk(string answer)
    {
        using var server = new Answering($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\n\r\n{answer}");
        using var client = new ActClient(server.Address, robot);
        Assert.Equal(NoChunkReason.Malformed, Assert.Throws<NoChunkException>(() => client.Act(Seen.Of(robot))).Reason);
    }

    [Fact]
    public void A_chunk_of_another_length_than_agreed_is_none()
    {
        var rows = string.Join(",", Enumerable.Repeat($$"""{"__numpy__":"{{Convert.ToBase64String(new byte[56])}}","dtype":"<f8","shape":[7]}""", 3));
        using var server = new Answering($"HTTP/1.1 200 OK\r\nContent-Length: {rows.Length + 2}\r\n\r\n[{rows}]", times: 2);
        using var any = new ActClient(server.Address, robot);
        using var eight = new ActClient(server.Address, robot, new() { ChunkLength = 8 });
        Assert.Equal(3, any.Act(Seen.Of(robot)).Length);
        Assert.Contains("expected 8 actions, got 3", Assert.Throws<NoChunkException>(() => eight.Act(Seen.Of(robot))).Message);
    }

    [Fact]
    public void Where_nothing_was_sent_it_is_tried_once_more_and_then_given_up()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        using var act = new ActClient(new Uri($"http://127.0.0.1:{port}"), robot);
        using var openPi = new OpenPiClient(new Uri($"ws://127.0.0.1:{port}"), robot);
        Assert.Equal(NoChunkReason.NotReached, Assert.Throws<NoChunkException>(() => act.Act(Seen.Of(robot))).Reason);
        Assert.Equal(NoChunkReason.NotReached, Assert.Throws<NoChunkException>(() => openPi.Act(Seen.Of(robot, side: 224))).Reason);
    }

    [Fact]
    public void A_question_that_was_sent_is_never_sent_twice()
    {
        using var server = new Answering("", times: 2);
        using var client = new ActClient(server.Address, robot);
        Assert.Equal(NoChunkReason.Broken, Assert.Throws<NoChunkException>(() => client.Act(Seen.Of(robot))).Reason);
        Assert.Equal(1, server.Asked);
    }

    [Fact]
    public async Task Silence_ends_with_the_budget()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var act = new ActClient(new Uri($"http://{silent.LocalEndpoint}"), robot, new() { Budget = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(NoChunkReason.TimedOut, Assert.Throws<NoChunkException>(() => act.Act(Seen.Of(robot))).Reason);

        using var door = new ManualResetEventSlim();
        await using var server = await PolicyServer.Start(new Seen.Policy(robot, seen => { door.Wait(); return Seen.Answer(seen, robot); }), robot, new() { Port = 0 });
        using var openPi = new OpenPiClient(new UriBuilder(server.Address) { Scheme = "ws" }.Uri, robot, settings: new() { Budget = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(NoChunkReason.TimedOut, Assert.Throws<NoChunkException>(() => openPi.Act(Seen.Of(robot, side: 224))).Reason);
        door.Set();
        Assert.Equal(robot.ChunkLength, openPi.Act(Seen.Of(robot, side: 224)).Length);          // a new connection, in step again
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_while_the_budget_lasts()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot, seen => { Thread.Sleep(20); return Seen.Answer(seen, robot); }), robot, new() { Port = 0, Queue = 0 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            using var client = new ActClient(server.Address, robot);
            return client.Act(Seen.Of(robot, seed: i)).Length;
        })));
        Assert.All(answers, length => Assert.Equal(robot.ChunkLength, length));
    }

    [Fact]
    public async Task An_openpi_client_comes_back_after_an_error_and_after_a_restart()
    {
        var broken = true;
        var policy = new Seen.Policy(robot, seen => broken ? throw new InvalidOperationException("out of order") : Seen.Answer(seen, robot));
        var server = await PolicyServer.Start(policy, robot, new() { Port = 0, Metadata = new WireMap { { "reset_pose", new List<object?> { 0L } } } });
        var port = server.Address.Port;
        using var client = new OpenPiClient(new Uri($"ws://127.0.0.1:{port}"), robot);
        Assert.Contains("out of order", Assert.Throws<NoChunkException>(() => client.Act(Seen.Of(robot, side: 224))).Message);
        broken = false;
        Assert.Equal(robot.ChunkLength, client.Act(Seen.Of(robot, side: 224)).Length);
        Assert.True(client.Metadata!.Has("reset_pose"));
        await server.DisposeAsync();
        await using var again = await PolicyServer.Start(policy, robot, new() { Port = port });
        if (!SpinWait.SpinUntil(() => Answers(client), 10_000)) Assert.Fail("the client did not come back");
    }

    [Theory]
    [InlineData(0.9, -1)]
    [InlineData(0.1, 1)]
    [InlineData(0.5, 0)]
    public async Task A_gripper_from_closed_0_to_open_1_becomes_the_worlds(double said, double expected)
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot, _ => new ActionChunk(1, 7, new[] { 0.25, 0, 0, 0, 0, 0, said })), robot, new() { Port = 0 });
        using var client = new ActClient(server.Address, robot, new() { Gripper = GripperMeaning.ZeroClosedOneOpen });
        Assert.Equal([0.25, 0, 0, 0, 0, 0, expected], client.Act(Seen.Of(robot))[0].ToArray());
    }

    [Fact]
    public void A_broker_hands_out_its_horizon_and_then_asks_again()
    {
        var calls = 0;
        var broker = new ActionChunkBroker(_ => new WireMap { { "actions", NumpyArray.Of([100.0 * ++calls, 1, 2], 3, 1) }, { "note", "x" } }, horizon: 2);
        Assert.Equal([100.0, 1, 200, 1], Enumerable.Range(0, 4).Select(_ => ((NumpyArray)broker.Infer(null)["actions"]!).ToDoubles()[0]));
        broker.Infer(null);
        broker.Reset();
        Assert.Equal(400, ((NumpyArray)broker.Infer(null)["actions"]!).ToDoubles()[0]);
    }

    private static bool Answers(OpenPiClient client)
    {
        try
        {
            return client.Act(Seen.Of(robot, side: 224)).Length == robot.ChunkLength;
        }
        catch (NoChunkException)
        {
            return false;
        }
    }

    // Reads a request and answers with fixed bytes, then closes.
    private sealed class Answering : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Answering(string answer, int times = 1)
        {
            listener.Start();
            _ = Task.Run(() =>
            {
                for (var i = 0; i < times; i++)
                {
                    using var socket = listener.AcceptSocket();
                    var (came, buffer) = (new MemoryStream(), new byte[1 << 16]);
                    while (came.Length < 4 || !came.ToArray().AsSpan(^1..).SequenceEqual("}"u8))
                    {
                        var count = socket.Receive(buffer);
                        if (count == 0) return;
                        came.Write(buffer, 0, count);
                    }
                    Asked++;
                    socket.Send(Encoding.ASCII.GetBytes(answer));
                }
            });
        }

        public int Asked { get; private set; }

        public Uri Address => new($"http://{listener.LocalEndpoint}");

        public void Dispose() => listener.Stop();
    }
}
