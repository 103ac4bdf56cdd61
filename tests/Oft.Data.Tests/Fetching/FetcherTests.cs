using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Oft.Data.Fetching;
using Oft.Data.Manifests;

namespace Oft.Data.Tests.Fetching;

public sealed class FetcherTests : IDisposable
{
    private static readonly byte[] content = [.. Enumerable.Range(0, 300_000).Select(x => (byte)(x * 7 + x / 1000))];
    private static readonly string hash = Convert.ToHexStringLower(SHA256.HashData(content));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_cut_connection_is_taken_up_where_it_broke()
    {
        var asked = new List<long>();
        using var server = new HostileServer((number, _, from, _, to) =>
        {
            asked.Add(from);
            return HostileServer.File(to, content, from, cut: number < 3 ? 70_000 : null);
        });

        await Fetch(server.Address, new ManifestFile("a.bin", content.Length, hash));

        Assert.Equal(content, File.ReadAllBytes(folder["a.bin"]));
        Assert.Equal(4, asked.Count);
        Assert.True(asked[1] > 0 && asked[3] > asked[1]);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.part"));
    }

    [Fact]
    public async Task A_server_that_does_not_know_ranges_starts_the_file_anew()
    {
        using var server = new HostileServer((number, _, from, _, to) => HostileServer.File(to, content, from, cut: number < 1 ? 70_000 : null, ranges: false));
        await Fetch(server.Address, new ManifestFile("a.bin", content.Length, hash));
        Assert.Equal(content, File.ReadAllBytes(folder["a.bin"]));
    }

    [Fact]
    public async Task A_file_that_changed_its_length_since_the_part_was_left_is_fetched_anew()
    {
        File.WriteAllBytes(folder["a.bin.part"], new byte[content.Length + 10]);
        using var server = new HostileServer((_, _, from, _, to) => from >= content.Length ? HostileServer.Status(to, "416 Range Not Satisfiable") : HostileServer.File(to, content, from));
        await Fetch(server.Address, new ManifestFile("a.bin", null, hash));
        Assert.Equal(content, File.ReadAllBytes(folder["a.bin"]));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_and_asked_again()
    {
        using var server = new HostileServer(async (number, _, from, _, to) =>
        {
            await HostileServer.File(to, content, from, cut: number == 0 ? 1000 : null);
            if (number == 0) await Task.Delay(5000);
        });
        await Fetch(server.Address, new ManifestFile("a.bin", content.Length, hash), patience: 0.3);
        Assert.Equal(content, File.ReadAllBytes(folder["a.bin"]));
    }

    [Fact]
    public async Task Garbage_of_the_right_length_is_thrown_away_and_named()
    {
        using var server = new HostileServer((_, _, from, _, to) => HostileServer.File(to, new byte[content.Length], from));
        var error = await Assert.ThrowsAsync<FetchException>(() => Fetch(server.Address, new ManifestFile("a.bin", content.Length, hash)));
        Assert.Contains(hash, error.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_server_that_sends_more_than_the_file_has_fills_no_disk()
    {
        using var server = new HostileServer((_, _, _, _, to) => HostileServer.File(to, [.. content, .. content], 0));
        var error = await Assert.ThrowsAsync<FetchException>(() => Fetch(server.Address, new ManifestFile("a.bin", 1000, hash)));
        Assert.Contains("more than the 1000 bytes", error.Message);
        Assert.True(Directory.GetFiles(folder.Path).All(x => new FileInfo(x).Length <= 1000));
    }

    [Fact]
    public async Task A_length_that_is_a_lie_is_noticed_even_without_a_checksum()
    {
        using var server = new HostileServer((_, _, from, _, to) => HostileServer.File(to, content, from, announce: content.Length + 5 - from));
        await Assert.ThrowsAsync<FetchException>(() => Fetch(server.Address, new ManifestFile("a.bin")));
        Assert.False(File.Exists(folder["a.bin"]));
    }

    [Fact]
    public async Task What_is_not_there_is_asked_for_once_and_what_needs_permission_says_so()
    {
        using var server = new HostileServer((_, path, _, _, to) => HostileServer.Status(to, path.Contains("secret") ? "401 Unauthorized" : "404 Not Found"));
        Assert.Contains("not there", (await Assert.ThrowsAsync<FetchException>(() => Fetch(server.Address, new ManifestFile("a.bin")))).Message);
        Assert.Equal(1, server.Requests);
        Assert.Contains("OFT_TOKEN", (await Assert.ThrowsAsync<FetchException>(() => Fetch(server.Address, new ManifestFile("secret.bin")))).Message);
    }

    [Fact]
    public async Task The_hubs_listing_gives_names_sizes_and_checksums_page_by_page()
    {
        var token = "";
        HostileServer? server = null;
        using (server = new HostileServer((_, path, from, lines, to) =>
        {
            token = lines.FirstOrDefault(x => x.StartsWith("Authorization")) ?? "";
            return path switch
            {
                "/api/models/owner/name/tree/main?recursive=true" => HostileServer.Status(to, "200 OK",
                    $$$"""[{"type":"directory","path":"sub"},{"type":"file","path":"sub/a b.bin","size":{{{content.Length}}},"lfs":{"oid":"{{{hash}}}"}}]""", $"Link: <{server!.Address}/page2>; rel=\"next\"\r\n"),
                "/page2" => HostileServer.Status(to, "200 OK", """[{"type":"file","path":"config.json","size":2}]"""),
                "/owner/name/resolve/main/sub/a%20b.bin" => HostileServer.File(to, content, from),
                "/owner/name/resolve/main/config.json" => HostileServer.Status(to, "200 OK", "{}"),
                _ => HostileServer.Status(to, "404 Not Found"),
            };
        }))
        {
            var manifest = Manifest() with { Source = new ManifestSource(SourceKind.HuggingFace, server.Address) { Repository = "owner/name" } };
            using var fetcher = new Fetcher(new FetchOptions { Token = "t0ken" });
            await fetcher.Fetch(manifest, folder.Path);
        }

        Assert.Equal("Authorization: Bearer t0ken", token);
        Assert.Equal(content, File.ReadAllBytes(folder["sub/a b.bin"]));
        var record = File.ReadAllText(folder["oft-fetched.json"]);
        Assert.Equal(hash, JsonNode.Parse(record)!["files"]![0]!["sha256"]!.GetValue<string>());
        Assert.DoesNotContain("t0ken", record);
    }

    [Theory]
    [InlineData("""[{"type":"file","path":"../../evil","size":1}]""")]
    [InlineData("""[{"type":"file","path":"x","size":"many"}]""")]
    [InlineData("""{"error":"no"}""")]
    [InlineData("""<html>""")]
    public async Task A_listing_that_is_none_or_leads_out_of_the_folder_is_refused(string listing)
    {
        using var server = new HostileServer((_, _, _, _, to) => HostileServer.Status(to, "200 OK", listing));
        var manifest = Manifest() with { Source = new ManifestSource(SourceKind.HuggingFace, server.Address) { Repository = "owner/name" } };
        using var fetcher = new Fetcher();
        await Assert.ThrowsAsync<FetchException>(() => fetcher.Fetch(manifest, folder.Path));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("file://")]
    public async Task A_local_folder_serves_as_a_mirror(string scheme)
    {
        Directory.CreateDirectory(folder["source/sub"]);
        File.WriteAllBytes(folder["source/sub/a.bin"], content);
        using var fetcher = new Fetcher(new FetchOptions { Mirror = scheme + folder["source"] });
        await fetcher.Fetch(Manifest(), folder["here"]);
        Assert.Equal(content, File.ReadAllBytes(folder["here/sub/a.bin"]));
    }

    [Fact]
    public async Task What_is_here_and_right_is_not_fetched_again_and_progress_counts_it()
    {
        File.WriteAllBytes(folder["a.bin"], content);
        File.WriteAllBytes(folder["b.bin"], [1]);                                // wrong: fetched anew
        using var server = new HostileServer((_, _, from, _, to) => HostileServer.File(to, content, from));
        var seen = new List<FetchProgress>();
        var manifest = Manifest() with { Source = new ManifestSource(SourceKind.Web, server.Address), Files = [new("a.bin", content.Length, hash), new("b.bin", content.Length, hash)] };
        using var fetcher = new Fetcher();
        await fetcher.Fetch(manifest, folder.Path, new Direct(x => { lock (seen) seen.Add(x); }));

        Assert.Equal(1, server.Requests);
        Assert.Equal(2L * content.Length, seen.Max(x => x.Done));
        Assert.All(seen, x => Assert.Equal(2L * content.Length, x.Total));
    }

    private Task<IReadOnlyList<string>> Fetch(string address, ManifestFile file, double patience = 20)
    {
        var fetcher = new Fetcher(new FetchOptions { Pause = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromSeconds(patience) });
        return fetcher.Fetch(Manifest() with { Source = new ManifestSource(SourceKind.Web, address), Files = [file] }, folder.Path).ContinueWith(task => { fetcher.Dispose(); return task; }).Unwrap();
    }

    private static Manifest Manifest() => new("x", ManifestKind.Checkpoint, "a test", new ManifestSource(SourceKind.HuggingFace, "http://127.0.0.1:1"), new ManifestLicence("none", "https://example.org"), "none", "none");

    private sealed class Direct(Action<FetchProgress> report) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => report(value);
    }
}
