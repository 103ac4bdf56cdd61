using System.Text.Json.Nodes;
using Oft.Host.Jupyter;

namespace Oft.Host.Tests.Jupyter;

public class HostileClientTests
{
    private const string Key = "secret";

    [Fact]
    public async Task Ten_thousand_bad_messages_are_dropped_and_the_kernel_answers_after_them()
    {
        using var folder = new TemporaryFolder();
        var dropped = 0;
        var asked = new ConnectionFile("127.0.0.1", Key, 0, 0, 0, 0, 0);
        using var kernel = new JupyterKernel(asked, folder.Path, _ => null, _ => Interlocked.Increment(ref dropped));
        var file = kernel.Ports(asked);
        using var end = new CancellationTokenSource();
        var serving = kernel.RunAsync(null, end.Token);
        using var client = await Client.ConnectAsync(file.Shell);
        var execute = new JsonObject { ["code"] = "System.IO.File.AppendAllText(\"ran\", \"x\");".Replace("ran", folder["ran"].Replace("\\", "/")), ["silent"] = true };

        for (var i = 0; i < 3_000; i++) await client.Stream.WriteAsync(Client.Request("execute_request", execute, $"another {i}"));       // signed with another key
        var good = Client.Request("execute_request", execute, Key);
        for (var i = 0; i < 3_001; i++) await client.Stream.WriteAsync(good);                                                             // one good, three thousand times more
        Assert.Equal("ok", (string)(await client.ReadAsync(Key)).Content["status"]!);

        byte[] whole = [.. Client.Hello, .. good];
        string[] oversized = ["02ffffffffffffffff", "020000000004000001", "027fffffffffffffff", "0300000000ffffffff"];
        for (var i = 0; i < 4_000; i++)
        {
            var random = new Random(i);
            await Client.ThrowAsync(random.Next(2) == 0 ? file.Shell : file.Control, random.Next(4) == 0
                ? [.. Client.Hello, .. Convert.FromHexString(oversized[random.Next(oversized.Length)])]
                : Mutations.Damage(whole, random));
        }

        Assert.Equal("oft", (string)(await client.AskAsync("kernel_info_request", [], Key)).Content["implementation"]!);
        Assert.Equal("x", File.ReadAllText(folder["ran"]));
        Assert.InRange(dropped, 6_000, 10_000);
        await end.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("{}", "shell_port: expected a port, got nothing")]
    [InlineData("{\"transport\":\"ipc\"}", "transport: expected tcp, got ipc")]
    [InlineData("{\"signature_scheme\":\"hmac-md5\"}", "signature_scheme: expected hmac-sha256")]
    [InlineData("{\"ip\":\"nowhere\"}", "ip: expected an address, got nowhere")]
    [InlineData("[]", "expected an object")]
    [InlineData("{\"shell_port\":70000}", "shell_port: expected a port, got 70000")]
    public void A_connection_file_that_cannot_be_used_is_refused_by_name(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["c.json"], json);
        Assert.Contains(expected, Assert.Throws<Host.Documents.NotebookException>(() => ConnectionFile.Load(folder["c.json"])).Message);
    }
}
