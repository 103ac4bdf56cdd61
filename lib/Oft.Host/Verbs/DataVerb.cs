using System.CommandLine;
using Oft.Data.Aloha;
using Oft.Data.Doctor;
using Oft.Formats;
using Oft.Formats.Hdf5;
using Oft.Lab.Pages;

namespace Oft.Host.Verbs;

/// <summary><c>oft data</c>: check, show, compare and prepare folders of episodes.</summary>
public static class DataVerb
{
    /// <summary>The command with its children.</summary>
    public static Command Create() => new("data", "Look through data sets and prepare them.") { Check(), Show(), Compare(), SplitAloha(), ConvertAloha() };

    private static Command Check()
    {
        var folder = Folder("folder", "A TFDS folder, a LeRobot data set, or a folder of ALOHA recordings.");
        var chunk = new Option<int?>("--chunk") { Description = "Actions per chunk; by default 8 for seven actions, 25 for fourteen." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the report to this file, fingerprints of all frames included." };
        var page = new Option<FileInfo?>("--page") { Description = "Also write a page to this file." };
        var trusted = Trusted();
        var command = new Command("check", "Find what will hurt in training, and say what to do. Exit 1 where something speaks against training.") { folder, chunk, json, page, trusted };
        command.SetAction(parsed => Guarded(parsed.GetValue(trusted), guard =>
        {
            var report = DatasetDoctor.Examine(parsed.GetValue(folder)!.FullName, parsed.GetValue(chunk), guard);
            Console.WriteLine($"{report.Folder}: {report.Format}, {report.Episodes} episodes, {report.Steps} steps");
            foreach (var finding in report.Findings) Console.WriteLine($"{finding.Severity,-8} {finding.Code}: {finding.Where}\n         {finding.Message}\n         {finding.Advice}");
            Console.WriteLine(report.Healthy ? "nothing speaks against training on it" : "do not train on it as it is");
            if (parsed.GetValue(json) is { } file) File.WriteAllText(file.FullName, report.ToJson() + "\n");
            if (parsed.GetValue(page) is { } html) File.WriteAllText(html.FullName, DoctorPage.Of(report));
            return report.Healthy ? 0 : 1;
        }));
        return command;
    }

    private static Command Show()
    {
        var folder = Folder("folder", "A TFDS folder, a LeRobot data set, or a folder of ALOHA recordings.");
        var episode = new Argument<string>("episode") { Description = "Its name (train/0, episode_3.hdf5) or its number." };
        var page = new Option<FileInfo>("--page") { Description = "Where the page is written.", DefaultValueFactory = _ => new FileInfo("episode.html") };
        var trusted = Trusted();
        var command = new Command("show", "Write a page of one episode: film strips, actions, proprioception.") { folder, episode, page, trusted };
        command.SetAction(parsed => Guarded(parsed.GetValue(trusted), guard =>
        {
            using var source = new EpisodeSource(parsed.GetValue(folder)!.FullName, guard);
            var wanted = parsed.GetValue(episode)!;
            var number = 0;
            foreach (var one in source.Episodes())
                if (one.Name == wanted || $"{number++}" == wanted)
                {
                    File.WriteAllText(parsed.GetValue(page)!.FullName, EpisodePage.Of(one));
                    Console.WriteLine($"{one.Name}: {one.Steps} steps, SHA-256 {one.Hash()}; page: {parsed.GetValue(page)}");
                    return 0;
                }
            Console.Error.WriteLine($"episode '{wanted}' is not among the {number} that can be read. {string.Join(" ", source.Damage.Select(x => x.Message))}");
            return 1;
        }));
        return command;
    }

    private static Command Compare()
    {
        var before = Folder("before", "The data set that was converted or released.");
        var after = Folder("after", "The one that came out.");
        var trusted = Trusted();
        var command = new Command("compare", "Say which episodes and frames were lost, moved or changed. Exit 1 where any were.") { before, after, trusted };
        command.SetAction(parsed => Guarded(parsed.GetValue(trusted), guard =>
        {
            var findings = Fingerprint.Compare(
                DatasetDoctor.Examine(parsed.GetValue(before)!.FullName, guard: guard).Fingerprints,
                DatasetDoctor.Examine(parsed.GetValue(after)!.FullName, guard: guard).Fingerprints);
            foreach (var finding in findings) Console.WriteLine($"{finding.Code}: {finding.Where}\n         {finding.Message}");
            Console.WriteLine(findings.Count == 0 ? "the same episodes, frame by frame" : $"{findings.Count} differences");
            return findings.Count == 0 ? 0 : 1;
        }));
        return command;
    }

    private static Command SplitAloha()
    {
        var folder = Folder("folder", "Raw recordings, episode_*.hdf5; its name becomes the instruction.");
        var to = new Argument<DirectoryInfo>("to") { Description = "Where train/ and val/ are written." };
        var share = new Option<double>("--val") { Description = "Share that is held out.", DefaultValueFactory = _ => 0.05 };
        var seed = new Option<ulong>("--seed") { Description = "Of the shuffle." };
        var trusted = Trusted();
        var command = new Command("split-aloha", "Resize to 256x256, add differences of targets, split into train and val.") { folder, to, share, seed, trusted };
        command.SetAction(parsed => Guarded(parsed.GetValue(trusted), guard =>
        {
            var files = AlohaRecording.Find(parsed.GetValue(folder)!.FullName);
            var split = AlohaSplit.Draw(files, parsed.GetValue(share), parsed.GetValue(seed));
            Console.WriteLine($"{files.Count} recordings, {split.Validation.Count} held out");
            AlohaPreprocessor.Run(split, parsed.GetValue(to)!.FullName, guard, Console.Error.WriteLine);
            return files.Count > 0 ? 0 : 1;
        }));
        return command;
    }

    private static Command ConvertAloha()
    {
        var folder = Folder("folder", "What split-aloha wrote: train/ and val/.");
        var root = new Argument<DirectoryInfo>("root") { Description = "The folder that holds data sets." };
        var name = new Option<string>("--name") { Description = "The data set's name, as training and statistics call it.", Required = true };
        var trusted = Trusted();
        var command = new Command("convert-aloha", "Make a TFDS data set, as training reads it, of prepared recordings.") { folder, root, name, trusted };
        command.SetAction(parsed => Guarded(parsed.GetValue(trusted), guard =>
        {
            var count = AlohaConverter.Run(parsed.GetValue(folder)!.FullName, parsed.GetValue(root)!.FullName, parsed.GetValue(name)!, guard, Console.Error.WriteLine);
            Console.WriteLine($"{count} episodes");
            return count > 0 ? 0 : 1;
        }));
        return command;
    }

    private static Argument<DirectoryInfo> Folder(string name, string description) => new(name) { Description = description };

    private static Option<bool> Trusted() => new("--trusted") { Description = "Read HDF5 files in this process: faster, for files of your own." };

    private static int Guarded(bool trusted, Func<Hdf5Guard?, int> run)
    {
        try
        {
            using var guard = trusted ? null : new Hdf5Guard();
            return run(guard);
        }
        catch (Exception e) when (e is DamagedFileException or DirectoryNotFoundException or ArgumentException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
