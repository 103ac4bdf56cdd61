using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Oft.Data.Manifests;

namespace Oft.Data.Fetching;

/// <summary>Brings a manifest's files into a folder: whole, checked, or not at all.</summary>
/// <remarks>
/// A file arrives under <c>NAME.part</c> and gets its name when size and checksum are right. A broken connection is taken up where it broke; a server that
/// does not go on from there starts the file anew. What arrived is written down with its hashes in <c>oft-fetched.json</c>.
/// </remarks>
public sealed class Fetcher : IDisposable
{
    private const string record = "oft-fetched.json";
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };
    private readonly FetchOptions options;
    private readonly HttpClient client;
    private readonly TimeProvider clock;

    /// <summary>Prepares a fetcher.</summary>
    /// <param name="options">Mirror, token, patience.</param>
    /// <param name="clock">For the pauses between attempts.</param>
    public Fetcher(FetchOptions? options = null, TimeProvider? clock = null)
    {
        this.options = options ?? new FetchOptions();
        this.clock = clock ?? TimeProvider.System;
        // Redirects to another host drop the authorisation header: the runtime does that itself.
        client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = this.options.Patience }) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("oft-fetch/1");
    }

    /// <summary>Fetches everything of a manifest.</summary>
    /// <param name="manifest">What to fetch.</param>
    /// <param name="folder">Where to; made when it is not there.</param>
    /// <param name="progress">Told about every piece.</param>
    /// <param name="cancellation">Stops between pieces; what arrived is kept.</param>
    /// <returns>The files' paths.</returns>
    /// <exception cref="FetchException">A file did not arrive, or arrived wrong.</exception>
    public async Task<IReadOnlyList<string>> Fetch(Manifest manifest, string folder, IProgress<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (manifest.Source.Kind == SourceKind.None)
            throw new FetchException($"'{manifest.Name}' can be fetched from nowhere. {manifest.Use}");
        Directory.CreateDirectory(folder);
        var source = FetchSource.Of(manifest, options);
        var files = manifest.Files.Count > 0 ? manifest.Files : await source.List(client, options, cancellation).ConfigureAwait(false);
        if (files.Count == 0) throw new FetchException($"the source of '{manifest.Name}' lists no files.");
        var tally = new Tally(files, progress);
        var hashes = new string[files.Count];
        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation },
            async (i, stop) => hashes[i] = await One(source, files[i], Path.Combine(folder, SafePath.Expect(files[i].Path)), tally, stop).ConfigureAwait(false)).ConfigureAwait(false);
        Write(manifest, folder, files, hashes);
        return [.. files.Select(file => Path.Combine(folder, file.Path))];
    }

    /// <summary>Closes connections.</summary>
    public void Dispose() => client.Dispose();

    private async Task<string> One(FetchSource source, ManifestFile file, string target, Tally tally, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target) && (file.Size is null || new FileInfo(target).Length == file.Size))
        {
            var known = await Hash(target, cancellation).ConfigureAwait(false);
            if (file.Sha256 is null || file.Sha256 == known)
            {
                tally.Add(file.Path, new FileInfo(target).Length);
                return known;
            }
        }
        var part = target + ".part";
        var pause = options.Pause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await source.Copy(client, file, part, options, length => tally.Add(file.Path, length), cancellation).ConfigureAwait(false);
                var hash = await Check(file, part, tally, cancellation).ConfigureAwait(false);
                File.Move(part, target, overwrite: true);
                return hash;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
            {
                if (attempt >= options.Attempts || e is FetchRefusedException or FileNotFoundException)
                    throw new FetchException($"{file.Path} did not arrive after {attempt} attempts: {Said(e)} Run the same command again: it goes on where it stopped.", e);
                await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
                pause *= 2;
            }
        }
    }

    private string Said(Exception e) => e is OperationCanceledException ? $"the server said nothing for {options.Patience.TotalSeconds:0.#} s." : e.Message;

    private static async Task<string> Check(ManifestFile file, string part, Tally tally, CancellationToken cancellation)
    {
        var length = new FileInfo(part).Length;
        var hash = await Hash(part, cancellation).ConfigureAwait(false);
        var wrong = file.Size is { } size && size != length ? $"it has {length} bytes, expected {size}"
            : file.Sha256 is { } expected && expected != hash ? $"its SHA-256 is {hash}, expected {expected}"
            : null;
        if (wrong is null) return hash;
        File.Delete(part);                                                      // nothing of it can be trusted
        tally.Add(file.Path, -length);
        throw new FetchException($"{file.Path} arrived wrong: {wrong}.");
    }

    private static async Task<string> Hash(string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }

    private static void Write(Manifest manifest, string folder, IReadOnlyList<ManifestFile> files, string[] hashes)
    {
        var content = new JsonObject
        {
            ["manifest"] = manifest.Name,
            ["repository"] = manifest.Source.Repository,
            ["revision"] = manifest.Source.Revision,
            ["files"] = new JsonArray([.. files.Zip(hashes, (file, hash) => (JsonNode)new JsonObject
            {
                ["path"] = file.Path,
                ["size"] = new FileInfo(Path.Combine(folder, file.Path)).Length,
                ["sha256"] = hash,
                ["published"] = file.Sha256 is not null,
            })]),
        };
        File.WriteAllText(Path.Combine(folder, record + ".part"), content.ToJsonString(indented));
        File.Move(Path.Combine(folder, record + ".part"), Path.Combine(folder, record), overwrite: true);
    }

    /// <summary>Bytes here and bytes in all.</summary>
    private sealed class Tally(IReadOnlyList<ManifestFile> files, IProgress<FetchProgress>? progress)
    {
        private readonly long? total = files.Any(file => file.Size is null) ? null : files.Sum(file => file.Size!.Value);
        private long done;

        public void Add(string file, long bytes) => progress?.Report(new FetchProgress(file, Interlocked.Add(ref done, bytes), total));
    }
}
