using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Oft.Data.Manifests;

namespace Oft.Data.Fetching;

/// <summary>One source of files: the hub, plain addresses, or a folder of this machine.</summary>
internal sealed class FetchSource
{
    private const int listing = 64 << 20;
    private readonly string? local;
    private readonly string files;                  // prefix of every file's address
    private readonly string? index;                 // address of the listing
    private readonly string prefix;                 // what Folder adds to paths of the source

    private FetchSource(string? local, string files, string? index, string prefix) => (this.local, this.files, this.index, this.prefix) = (local, files, index, prefix);

    public static FetchSource Of(Manifest manifest, FetchOptions options)
    {
        var source = manifest.Source;
        var start = (options.Mirror ?? source.Base ?? throw new FetchException($"the manifest '{manifest.Name}' has no base address.")).TrimEnd('/');
        var prefix = source.Folder is { } folder ? SafePath.Expect(folder) + "/" : "";
        if (!start.StartsWith("http://", StringComparison.Ordinal) && !start.StartsWith("https://", StringComparison.Ordinal))
            return new FetchSource(start.StartsWith("file://", StringComparison.Ordinal) ? new Uri(start).LocalPath : start, "", null, prefix);
        if (source.Kind == SourceKind.Web) return new FetchSource(null, start + "/" + prefix, null, prefix);
        var kind = manifest.Kind == ManifestKind.Dataset ? "datasets" : "models";
        return new FetchSource(null,
            $"{start}/{(manifest.Kind == ManifestKind.Dataset ? "datasets/" : "")}{source.Repository}/resolve/{source.Revision ?? "main"}/{prefix}",
            $"{start}/api/{kind}/{source.Repository}/tree/{source.Revision ?? "main"}{(prefix.Length == 0 ? "" : "/" + prefix.TrimEnd('/'))}?recursive=true", prefix);
    }

    /// <summary>The source's own list of files.</summary>
    public async Task<IReadOnlyList<ManifestFile>> List(HttpClient client, FetchOptions options, CancellationToken cancellation)
    {
        if (local is not null)
        {
            var root = Path.Combine(local, prefix);
            if (!Directory.Exists(root)) throw new FetchException($"{root} is no folder.");
            return [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)
                .Select(path => new ManifestFile(path, new FileInfo(Path.Combine(root, path)).Length))];
        }
        if (index is null) throw new FetchException("plain addresses list no files: the manifest must.");
        var all = new List<ManifestFile>();
        for (var (page, next) = (0, (string?)index); next is not null; page++)
        {
            if (page > 1000) throw new FetchException($"{index} has more than 1000 pages.");
            using var patience = Patience(options, cancellation);
            using var response = await Ask(client, next, null, options, patience.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw Refusal(next, response);
            var bytes = await Bounded(response, patience.Token).ConfigureAwait(false);
            all.AddRange(Parse(bytes, next));
            next = Next(response, index);
        }
        return all;
    }

    /// <summary>Brings one file to <paramref name="part"/>, going on after what is there.</summary>
    public async Task Copy(HttpClient client, ManifestFile file, string part, FetchOptions options, Action<long> arrived, CancellationToken cancellation)
    {
        if (local is not null)
        {
            await using var own = File.OpenRead(Path.Combine(local, prefix, file.Path));
            await using var copy = new FileStream(part, FileMode.Create, FileAccess.Write);
            await Pour(own, copy, 0, file.Size ?? own.Length, options, arrived, cancellation).ConfigureAwait(false);
            return;
        }
        var have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have > 0 && have >= file.Size) (have, _) = (0, Restart(part, have, arrived: null));
        using var patience = Patience(options, cancellation);
        var address = files + string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        using var response = await Ask(client, address, have > 0 ? have : null, options, patience.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            Restart(part, have, arrived: null);
            throw new FetchException($"{address}: the server has nothing after byte {have}.", new IOException("range"));
        }
        if (!response.IsSuccessStatusCode) throw Refusal(address, response);
        // A server that does not go on at our byte sends the file from its start.
        if (have > 0 && (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != have)) have = Restart(part, have, arrived: null);
        else if (have > 0) arrived(have);
        await using var stream = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        await using var target = new FileStream(part, have > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write);
        var counted = have;
        try
        {
            counted = await Pour(stream, target, have, file.Size ?? options.Limit, options, arrived, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await target.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            arrived(-target.Length);                                            // the next attempt counts what is there
            throw;
        }
        if (file.Size is { } size && counted < size)
        {
            arrived(-counted);
            throw new FetchException($"the connection ended after {counted} of {size} bytes.", new IOException("short"));
        }
        if (file.Size is null && response.Content.Headers.ContentLength is { } announced && counted - have != announced)
        {
            arrived(-counted);
            throw new FetchException($"the server announced {announced} bytes and sent {counted - have}.", new IOException("short"));
        }
    }

    private static async Task<long> Pour(Stream from, Stream to, long have, long most, FetchOptions options, Action<long> arrived, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 17];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        while (true)
        {
            patience.CancelAfter(options.Patience);
            var got = await from.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (got == 0) return have;
            if (have + got > most)
            {
                await to.WriteAsync(buffer.AsMemory(0, (int)(most - have)), cancellation).ConfigureAwait(false);
                to.SetLength(0);
                throw new FetchException($"the server sends more than the {most} bytes that are expected.", new IOException("long"));
            }
            await to.WriteAsync(buffer.AsMemory(0, got), cancellation).ConfigureAwait(false);
            have += got;
            arrived(got);
        }
    }

    private static long Restart(string part, long have, Action<long>? arrived)
    {
        File.Delete(part);
        arrived?.Invoke(-have);
        return 0;
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, string address, long? from, FetchOptions options, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (from is { } start) request.Headers.Range = new RangeHeaderValue(start, null);
        if (!string.IsNullOrEmpty(options.Token)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static CancellationTokenSource Patience(FetchOptions options, CancellationToken cancellation)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        return patience;
    }

    private static Exception Refusal(string address, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new FetchRefusedException($"{address} is not there ({(int)response.StatusCode})."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new FetchRefusedException($"{address} asks for permission ({(int)response.StatusCode}): accept its terms at the source and set OFT_TOKEN to your token."),
        _ => new HttpRequestException($"{address} answers {(int)response.StatusCode}."),
    };

    private static async Task<byte[]> Bounded(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int got; (got = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (all.Length + got > listing) throw new FetchException($"the listing is longer than {listing} bytes.");
            all.Write(buffer, 0, got);
        }
        return all.ToArray();
    }

    private IEnumerable<ManifestFile> Parse(byte[] json, string address)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var files = new List<ManifestFile>();
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                if (entry.GetProperty("type").GetString() != "file") continue;
                var path = entry.GetProperty("path").GetString() ?? "";
                if (!path.StartsWith(prefix, StringComparison.Ordinal)) continue;
                // Large files carry their SHA-256 as the storage's object id; small ones only a git id, which is none.
                var large = entry.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object;
                var sha256 = large && lfs.TryGetProperty("oid", out var oid) ? oid.GetString()?.Replace("sha256:", "", StringComparison.Ordinal) : null;
                if (sha256 is not null && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))) throw new FetchException($"{address}: '{sha256}' is no SHA-256.");
                files.Add(new ManifestFile(SafePath.Expect(path[prefix.Length..]), entry.GetProperty("size").GetInt64(), sha256));
            }
            return files;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new FetchException($"{address} is no listing of files: {e.Message}", e);
        }
    }

    // The hub pages long listings by a Link header; a next page on another host is not followed.
    private static string? Next(HttpResponseMessage response, string index)
    {
        if (!response.Headers.TryGetValues("Link", out var links)) return null;
        var link = links.FirstOrDefault(x => x.Contains("rel=\"next\"", StringComparison.Ordinal));
        if (link is null || link.IndexOf('<') is var from && from < 0 || link.IndexOf('>') is var to && to < from) return null;
        var next = new Uri(new Uri(index), link[(from + 1)..to]);
        return next.Host == new Uri(index).Host ? next.ToString() : null;
    }
}
