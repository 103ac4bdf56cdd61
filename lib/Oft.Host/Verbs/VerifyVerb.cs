using System.CommandLine;
using Oft.Lab.Verification;

namespace Oft.Host.Verbs;

/// <summary><c>oft verify FOLDER</c>: compares what the house computes with what the originals computed.</summary>
internal static class VerifyVerb
{
    public static Command Command()
    {
        var folder = new Argument<string>("folder") { Description = "A folder with a verify.json in it or below it." };
        Option<string>[] needs =
        [
            new("--libero") { Description = "Root of a LIBERO clone (or OFT_LIBERO)." },
            new("--robosuite") { Description = "The robosuite package folder (or OFT_ROBOSUITE)." },
            new("--tokenizer") { Description = "Folder with llama2/ and small/ tokenizers (or OFT_TOKENIZER)." },
        ];
        var command = new Command("verify", "Checks reference folders: a line per group, then 'N checked, N failed, N skipped'.") { folder };
        foreach (var need in needs) command.Options.Add(need);
        command.SetAction(parsed =>
        {
            var given = needs.Where(x => parsed.GetValue(x) is not null).ToDictionary(x => x.Name, x => parsed.GetValue(x)!);
            return new VerifyRun(VerifyLayouts.All, new VerifyNeeds(given), Console.WriteLine).Run(parsed.GetValue(folder)!);
        });
        return command;
    }
}
