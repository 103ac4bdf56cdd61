using System.CommandLine;
using Oft.Aloha.Recording;
using Oft.Contracts;
using Oft.Data.Aloha;
using Oft.Data.Rlds;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha recover</c>: an episode of a journal, closed or killed.</summary>
internal static class AlohaRecoverVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("journal") { Description = "A recording, whole or cut off by a kill." };
        var to = new Option<DirectoryInfo>("--to") { Description = "The folder of recordings, or the one that holds data sets.", Required = true };
        var rlds = new Option<string?>("--rlds") { Description = "Write into a TFDS data set of this name instead of an ALOHA HDF5 recording." };
        var command = new Command("recover", "Make an episode of a journal: ALOHA HDF5, or RLDS.") { file, to, rlds };
        command.SetAction(parsed => AlohaWords.Errors(() =>
        {
            using var journal = Journal.Open(parsed.GetValue(file)!.FullName);
            if (!journal.Closed) Console.Error.WriteLine($"the recording was cut off{(journal.Damage is { } damage ? $": {damage}" : "")}; {journal.Ticks.Count} ticks are whole.");
            if (journal.Lost > 0) Console.Error.WriteLine($"{journal.Lost} blocks were lost while recording.");
            var episode = journal.ToEpisode();
            var target = parsed.GetValue(to)!.FullName;
            using IEpisodeSink sink = parsed.GetValue(rlds) is { } name ? new RldsWriter(target, RldsConfiguration.Aloha(name)) : new AlohaWriter(target, AlohaWriter.StandardCameras, simulated: journal.Header.Profile.Contains("simulated", StringComparison.Ordinal));
            sink.Write(episode);
            Console.WriteLine($"{episode.Steps.Count} steps of {journal.Ticks.Count} ticks written to {target}");
            return 0;
        }));
        return command;
    }
}
