using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire.Serving;

public class PolicyServerTests
{
    private const string Token = "a-token-of-some-length";
    private static readonly RobotSpec robot = RobotSpec.Libero;

    [Fact]
    public async Task A_chunk_is_the_same_over_act_over_openpi_and_called_directly()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot), robot, new() { Port = 0 });
        using var act = new ActClient(server.Address, robot);
        using var openPi = new OpenPiClient(WebSocket(server), robot);
        var seen = Seen.Of(robot, side: 224);

        Assert.Equal(Seen.Answer(seen, robot).Values.ToArray(), act.Act(seen).Values.ToArray());
        Assert.Equal(Seen.Answer(seen, robot).Values.ToArray(), openPi.Act(seen).Values.ToArray());
        Assert.Equal(Seen.Answer(seen, robot).Values.ToArray(), openPi.Act(seen).Values.ToArray());
        Assert.Equal(3, server.Metrics.Count("ok"));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public async Task Other_machines_are_not_served_without_a_token(string address)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => PolicyServer.Start(new Seen.Policy(robot), robot, new() { Address = IPAddress.Parse(address), Port = 0 }));
        Assert.Contains("Give a token", refused.Message);
    }

    [Fact]
    public async Task On_loopback_nobody_outside_reaches_it()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot), robot, new() { Port = 0 });
        var outside = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).FirstOrDefault(x => !IPAddress.IsLoopback(x) && x.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        if (outside is null) Need.Missing("this machine has no address besides loopback");
        using var client = new ActClient(new Uri($"http://{outside}:{server.Address.Port}"), robot, new() { Connect = TimeSpan.FromSeconds(1), Budget = TimeSpan.FromSeconds(5) });
        Assert.Equal(NoChunkReason.NotReached, Assert.Throws<NoChunkException>(() => client.Act(Seen.Of(robot))).Reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-token-of-length")]
    [InlineData("a-token-of-some-lengtH")]
    public async Task Whoever_does_not_show_the_token_gets_nothing(string? shown)
    {
        var policy = new Seen.Policy(robot);
        await using var server = await PolicyServer.Start(policy, robot, new() { Port = 0, Token = Token });
        using var act = new ActClient(server.Address, robot, new() { Token = shown });
        using var openPi = new OpenPiClient(WebSocket(server), robot, settings: new() { Token = shown });
        using var http = new HttpClient();

        Assert.Equal(NoChunkReason.Refused, Assert.Throws<NoChunkException>(() => act.Act(Seen.Of(robot))).Reason);
        Assert.Equal(NoChunkReason.Refused, Assert.Throws<NoChunkException>(() => openPi.Act(Seen.Of(robot, side: 224))).Reason);
        foreach (var path in (string[])["healthz", "info", "metrics"])
        {
            var answer = await http.GetAsync(new Uri(server.Address, path));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("""{"detail":"Unauthorized"}""", await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal(0, policy.Asked);
    }

    [Fact]
    public async Task The_token_opens_every_route()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot), robot, new() { Port = 0, Token = Token });
        using var act = new ActClient(server.Address, robot, new() { Token = Token });
        using var openPi = new OpenPiClient(WebSocket(server), robot, settings: new() { Token = Token });
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        Assert.Equal(robot.ChunkLength, act.Act(Seen.Of(robot)).Length);
        Assert.Equal(robot.ChunkLength, openPi.Act(Seen.Of(robot, side: 224)).Length);
        Assert.Equal("OK\n", await http.GetStringAsync(new Uri(server.Address, "healthz")));
    }

    [Fact]
    public async Task A_web_page_cannot_drive_a_policy()
    {
        var policy = new Seen.Policy(robot);
        await using var server = await PolicyServer.Start(policy, robot, new() { Port = 0 });
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Origin", "https://example.org");
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(http, server, JsonNumpyWriter.Write(ActMessages.Request(Seen.Of(robot))))).StatusCode);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://example.org");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(WebSocket(server), CancellationToken.None));
        Assert.Equal(0, policy.Asked);
    }

    [Fact]
    public async Task One_is_answered_one_waits_and_the_third_is_told_to_come_back()
    {
        using var door = new ManualResetEventSlim();
        var policy = new Seen.Policy(robot, seen => { door.Wait(); return Seen.Answer(seen, robot); });
        await using var server = await PolicyServer.Start(policy, robot, new() { Port = 0 });
        using var http = new HttpClient();
        var body = JsonNumpyWriter.Write(ActMessages.Request(Seen.Of(robot)));

        var first = Post(http, server, body);
        SpinWait.SpinUntil(() => policy.Asked == 1, 10_000);
        var second = Post(http, server, body);
        using (var metrics = new HttpClient())
            while (!(await metrics.GetStringAsync(new Uri(server.Address, "metrics"))).Contains("oft_questions 2\n")) await Task.Delay(5);
        var third = await Post(http, server, body);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
        Assert.NotNull(third.Headers.RetryAfter?.Delta);
        door.Set();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second).StatusCode);
    }

    [Fact]
    public async Task A_chunk_that_is_not_finite_never_leaves()
    {
        var policy = new Seen.Policy(robot, _ => new ActionChunk(1, 7, new double[] { 0, 0, 0, double.NaN, 0, 0, 0 }));
        await using var server = await PolicyServer.Start(policy, robot, new() { Port = 0 });
        using var http = new HttpClient();
        using var openPi = new OpenPiClient(WebSocket(server), robot);

        var answer = await Post(http, server, JsonNumpyWriter.Write(ActMessages.Request(Seen.Of(robot))));
        Assert.Equal("\"error\"", await answer.Content.ReadAsStringAsync());
        Assert.Contains("finite", answer.Headers.GetValues("X-Oft-Error").Single());
        Assert.Contains("finite", Assert.Throws<NoChunkException>(() => openPi.Act(Seen.Of(robot, side: 224))).Message);
    }

    [Fact]
    public async Task A_state_that_is_not_finite_is_refused()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot), robot, new() { Port = 0 });
        using var http = new HttpClient();
        var seen = Seen.Of(robot) with { Proprio = new[] { 0, 0, 0, 0, 0, 0, 0, double.PositiveInfinity } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(http, server, JsonNumpyWriter.Write(ActMessages.Request(seen)))).StatusCode);
    }

    [Fact]
    public async Task OpenVLAs_older_clients_get_one_action_on_their_own_route()
    {
        var bridge = RobotSpec.Bridge with { ProprioWidth = 0, ChunkLength = 1 };
        await using var server = await PolicyServer.Start(new Seen.Policy(bridge), bridge, new() { Port = 0, Statistics = ["bridge_orig"] });
        using var http = new HttpClient();
        var seen = Seen.Of(bridge);
        var request = new Oft.Aloha.Wire.WireMap { { "image", NumpyArray.Of(seen.Views[0].Rgb, 4, 4, 3) }, { "instruction", seen.Sentence }, { "unnorm_key", "bridge_orig" } };

        var answer = await (await Post(http, server, JsonNumpyWriter.Write(request), "openvla/act")).Content.ReadAsByteArrayAsync();
        request.Add("unnorm_key", "another");
        var other = await (await Post(http, server, JsonNumpyWriter.Write(request), "openvla/act")).Content.ReadAsStringAsync();

        Assert.Equal(Seen.Answer(seen, bridge)[0].ToArray(), Assert.IsType<NumpyArray>(JsonNumpyReader.Read(answer)).ToDoubles());
        Assert.Equal("\"error\"", other);
    }

    [Fact]
    public async Task Info_and_metrics_say_what_is_served_and_what_was_done()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot), robot, new() { Port = 0, Facts = new Dictionary<string, string> { ["weights"] = "abc" } });
        using var http = new HttpClient();
        using var act = new ActClient(server.Address, robot);
        act.Act(Seen.Of(robot));

        using var info = JsonDocument.Parse(await http.GetStringAsync(new Uri(server.Address, "info")));
        Assert.Equal("abc", info.RootElement.GetProperty("facts").GetProperty("weights").GetString());
        Assert.Equal(8, info.RootElement.GetProperty("chunk_length").GetInt32());
        var metrics = await http.GetStringAsync(new Uri(server.Address, "metrics"));
        Assert.Contains("oft_requests_total{route=\"act\",outcome=\"ok\"} 1\n", metrics);
        Assert.Contains("oft_inference_seconds_count 1\n", metrics);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_and_nothing_stays_held()
    {
        await using var server = await PolicyServer.Start(new Seen.Policy(robot), robot, new() { Port = 0, LargestBody = 4096 });
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(http, server, new byte[5000])).StatusCode);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "act")) { Content = new ByteArrayContent(new byte[5000]) };
        chunked.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.SendAsync(chunked)).StatusCode);
        SpinWait.SpinUntil(() => server.BodyBytes == 0, 5000);
        Assert.Equal(0, server.BodyBytes);
    }

    private static Uri WebSocket(PolicyServer server) => new UriBuilder(server.Address) { Scheme = "ws" }.Uri;

    private static Task<HttpResponseMessage> Post(HttpClient http, PolicyServer server, ReadOnlyMemory<byte> body, string path = "act")
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return http.PostAsync(new Uri(server.Address, path), content);
    }
}
