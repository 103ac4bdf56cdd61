using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Oft.Aloha.Control;

namespace Oft.Aloha.Tests.Control;

public sealed class OperatorHttpTests : IAsyncDisposable
{
    private readonly Rig rig = new();
    private readonly HttpClient browser = new();
    private OperatorHttp? http;

    private async Task<Uri> Serve()
    {
        var view = rig.View;
        http = await OperatorHttp.Start(new OperatorDesk(rig.Cycle, view, rig.Time), rig.Robot, "<title>the page</title>");
        browser.BaseAddress = new Uri(http.Address, "/");
        browser.DefaultRequestHeaders.Add("X-Oft-Token", HttpUtility.ParseQueryString(http.Address.Query)["token"]);
        browser.DefaultRequestHeaders.Add("X-Oft-Operator", "page-1");
        return http.Address;
    }

    private async Task<string> Say(string line) => await (await browser.PostAsync("/say", new StringContent(line), TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task Started()
    {
        await Say("ready");
        rig.Tick();
        await Say("start");
        rig.OperatorThere = false;                                              // from here only the page gives signs of life
        for (var tick = 0; tick < 8; tick++)
        {
            rig.Tick();
            await Say("beat");
        }
        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.NotEmpty(rig.Robot.Sent);
    }

    [Fact]
    public async Task A_page_that_is_closed_in_motion_holds_in_that_very_tick_and_the_session_goes_on()
    {
        await Serve();
        await Started();
        var sent = rig.Robot.Sent.Count;
        await Say("bye");                                                       // what a page says when it is hidden for good
        rig.Tick();
        Assert.Equal(LoopMode.Holding, rig.Cycle.Mode);
        Assert.Contains("line was cut", rig.Cycle.Reason);
        Assert.Equal(sent, rig.Robot.Sent.Count);

        await Started();
    }

    [Fact]
    public async Task A_browser_that_is_killed_falls_silent_and_that_holds_within_a_period_of_the_limit()
    {
        await Serve();
        await Started();
        var limit = rig.Cycle.Profile.Freshness.Operator;
        Assert.InRange(rig.UntilHeld(), limit - rig.Cycle.Profile.Period, limit + rig.Cycle.Profile.Period);
        Assert.Contains("no sign of life of the operator", rig.Cycle.Reason);

        await Started();
    }

    [Fact]
    public async Task A_finding_that_lasts_is_one_event_of_the_page()
    {
        await Serve();
        await Say("ready");
        rig.OperatorThere = false;
        rig.Ticks(40);                                                          // silent for more than a second, in ready
        var events = JsonNode.Parse(await browser.GetStringAsync("/state", TestContext.Current.CancellationToken))!["events"]!.AsArray().Select(x => (string)x!).ToList();
        Assert.Single(events, x => x.Contains("no sign of life"));
        Assert.Contains(events, x => x.Contains("made ready"));
    }

    [Fact]
    public async Task Without_its_token_nothing_is_answered_and_with_it_there_are_page_state_and_pictures()
    {
        var address = await Serve();
        using var stranger = new HttpClient();
        foreach (var path in (string[])["/", "/state", "/view/0", "/?token=00"]) Assert.False((await stranger.GetAsync(new Uri(address, path), TestContext.Current.CancellationToken)).IsSuccessStatusCode, path);
        Assert.False((await stranger.PostAsync(new Uri(address, "/say"), new StringContent("start"), TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        rig.Tick();
        Assert.Equal(LoopMode.Idle, rig.Cycle.Mode);

        Assert.Contains("the page", await stranger.GetStringAsync(address, TestContext.Current.CancellationToken));
        var state = JsonNode.Parse(await browser.GetStringAsync("/state", TestContext.Current.CancellationToken))!;
        Assert.Equal(("Idle", 2), ((string)state["mode"]!, state["arms"]!.AsArray().Count));
        Assert.Equal(state["views"]!.AsArray().Count, state["view_ms"]!.AsArray().Count);
        Assert.Equal((byte[])[0xff, 0xd8], (await browser.GetByteArrayAsync("/view/0", TestContext.Current.CancellationToken))[..2]);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/view/9", TestContext.Current.CancellationToken)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        if (http is not null) await http.DisposeAsync();
    }
}
