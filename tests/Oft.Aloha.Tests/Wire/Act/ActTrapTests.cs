using System.Net;
using System.Net.Http.Headers;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Clients;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire.Act;

/// <summary>Traps 25 and 26 of the specification: how the reference's server speaks.</summary>
public class ActTrapTests
{
    [Fact]
    public async Task Trap_25_what_fails_while_acting_is_answered_200_with_the_text_error_and_our_client_takes_it_for_no_chunk()
    {
        var robot = RobotSpec.Libero;
        await using var server = await PolicyServer.Start(new Seen.Policy(robot, _ => throw new InvalidOperationException("the arm is asleep")), robot, new() { Port = 0 });
        using var http = new HttpClient();
        using var body = new ReadOnlyMemoryContent(JsonNumpyWriter.Write(ActMessages.Request(Seen.Of(robot))));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await http.PostAsync(new Uri(server.Address, "act"), body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"error\"", await answer.Content.ReadAsStringAsync());
        using var client = new ActClient(server.Address, robot);
        Assert.Throws<NoChunkException>(() => client.Act(Seen.Of(robot)));
    }

    [Fact]
    public void Trap_26_wrist_pictures_are_taken_in_the_order_of_their_keys_whatever_they_are_called()
    {
        var robot = RobotSpec.Aloha;
        var seen = Seen.Of(robot);
        var request = ActMessages.Request(seen);

        Assert.Equal(["full_image", "left_wrist_image", "right_wrist_image"], request.Select(member => (string)member.Key).Where(name => name.EndsWith("_image")));
        Assert.Equal(seen.Views.Select(view => view.Rgb.ToArray()), ActMessages.Observation(request, robot).Views.Select(view => view.Rgb.ToArray()));

        // The other arm first: its picture becomes the second view, and no name says that this is wrong.
        var turned = new Oft.Aloha.Wire.WireMap();
        foreach (var name in new[] { "full_image", "right_wrist_image", "left_wrist_image", "state", "instruction" }) turned.Add(name, request[name]);
        var read = ActMessages.Observation(turned, robot);
        Assert.Equal(robot.Views, read.Views.Select(view => view.Name));
        Assert.Equal(seen.Views[2].Rgb.ToArray(), read.Views[1].Rgb.ToArray());
    }
}
