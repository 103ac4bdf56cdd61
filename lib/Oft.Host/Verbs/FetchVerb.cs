using System.CommandLine;
using Oft.Data.Fetching;
using Oft.Data.Manifests;
using Oft.Lab.Progress;
using Oft.Lab.Runs;

namespace Oft.Host.Verbs;

/// <summary><c>oft fetch NAME</c>: a data set or checkpoint by its manifest, whole and checked.</summary>
public static class FetchVerb
{
    private const string accepted = ".licence-accepted";

    /// <summary>The command. Exit 0 when everything is there, 1 when something did not arrive or the licence was not accepted.</summary>
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "A manifest's name; without one, all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<DirectoryInfo?>("--to") { Description = "Where to; by default out/fetched/NAME." };
        var from = new Option<string?>("--from") { Description = "A mirror's address, file:// or a local folder laid out like the source (or OFT_MIRROR)." };
        var licence = new Option<bool>("--accept-licence") { Description = "Accept the licence without being asked." };
        var parallel = new Option<int>("--parallel") { Description = "Files at the same time.", DefaultValueFactory = _ => 4 };
        var command = new Command("fetch", "Fetch a data set or checkpoint: goes on where it stopped, checks sizes and checksums. A token is taken from OFT_TOKEN or HF_TOKEN.") { name, to, from, licence, parallel };
        command.SetAction((parsed, cancellation) => Run(parsed.GetValue(name), parsed.GetValue(to), parsed.GetValue(from), parsed.GetValue(licence), parsed.GetValue(parallel), cancellation));
        return command;
    }

    private static async Task<int> Run(string? name, DirectoryInfo? to, string? from, bool accept, int parallel, CancellationToken cancellation)
    {
        var manifests = Path.Combine(Checkout.Root, "data-manifests");
        if (name is null)
        {
            foreach (var known in ManifestReader.All(manifests, ManifestKind.Dataset).Concat(ManifestReader.All(manifests, ManifestKind.Checkpoint))) Console.WriteLine($"{known.Name,-36} {known.Title}");
            return 0;
        }
        try
        {
            var manifest = ManifestReader.Find(manifests, name);
            var folder = to?.FullName ?? Path.Combine(Checkout.Root, "out", "fetched", manifest.Name);
            if (!Accepts(manifest, folder, accept)) return 1;
            using var fetcher = new Fetcher(new FetchOptions
            {
                Mirror = from ?? Environment.GetEnvironmentVariable("OFT_MIRROR"),
                Token = Environment.GetEnvironmentVariable("OFT_TOKEN") ?? Environment.GetEnvironmentVariable("HF_TOKEN"),
                Parallel = parallel,
            });
            using var progress = new FetchLine(manifest.Name);
            var files = await fetcher.Fetch(manifest, folder, progress, cancellation);
            Console.WriteLine($"{files.Count} files in {Path.GetRelativePath(Environment.CurrentDirectory, folder)}");
            return 0;
        }
        catch (Exception e) when (e is FetchException or ArgumentException or InvalidDataException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static bool Accepts(Manifest manifest, string folder, bool accept)
    {
        if (manifest.Source.Kind == SourceKind.None || File.Exists(Path.Combine(folder, accepted))) return true;
        Console.Error.WriteLine($"Licence: {manifest.Licence.Name}\n  {manifest.Licence.Address}");
        if (!accept && !Console.IsInputRedirected)
        {
            Console.Error.Write("Accept? [y/N] ");
            accept = Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
        }
        if (!accept)
        {
            Console.Error.WriteLine("not accepted: read it and run again with --accept-licence.");
            return false;
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, accepted), manifest.Licence.Name + "\n" + manifest.Licence.Address + "\n");
        return true;
    }

    /// <summary>One progress line for all files; without a known total, megabytes so far.</summary>
    private sealed class FetchLine(string name) : IProgress<FetchProgress>, IDisposable
    {
        private readonly Lock gate = new();
        private ProgressLine? line;

        public void Report(FetchProgress value)
        {
            if (value.Total is not > 0) return;
            lock (gate)
            {
                line ??= new ProgressLine($"fetch {name}, MB", Math.Max(1, value.Total.Value >> 20));
                line.Report(Math.Max(0, value.Done >> 20), value.File);
            }
        }

        public void Dispose() => line?.Dispose();
    }
}
