using System.Net.Sockets;
using System.Text;
using Oft.Aloha.Control;

namespace Oft.Aloha.Tests.Control;

public class OperatorLinkTests
{
    [Fact]
    public async Task The_operators_words_are_commands_and_signs_of_life_and_silence_is_a_hold()
    {
        using var folder = new TemporaryFolder();
        var rig = new Rig { OperatorThere = false };
        using var link = new OperatorLink(rig.Cycle, Path.Combine(folder.Path, "operator"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(link.Path), TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);

        Assert.StartsWith("Idle", await Say("ready"));
        rig.Tick();
        Assert.StartsWith("Ready", await Say("start"));
        for (var i = 0; i < 20; i++)
        {
            rig.Tick();
            await Say("beat");
        }
        Assert.Equal(LoopMode.Running, rig.Cycle.Mode);
        Assert.Contains("not known", await Say("jump"));

        rig.UntilHeld();                                                        // nobody speaks any more
        Assert.Contains("operator", rig.Cycle.Reason);

        async Task<string> Say(string word)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(word + "\n"), TestContext.Current.CancellationToken);
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        }
    }
}
