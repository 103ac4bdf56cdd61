using System.CommandLine;
using Oft.Lab.Inspection;

namespace Oft.Host.Verbs;

/// <summary><c>oft inspect FOLDER</c>: what a checkpoint holds, lacks and contradicts, and how fast it can answer here.</summary>
internal static class InspectVerb
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A checkpoint: published, one of ours, or a baseline's." };
        var published = new PolicyArguments();
        var command = new Command("inspect", "Says what is inside a checkpoint folder, what is missing or does not match, and how fast it can answer here.") { folder };
        published.AddTo(command, serves: false);
        command.SetAction(parsed => Named.Errors(() =>
        {
            var lines = new CheckpointInspection(parsed.GetValue(folder)!, published.Of(parsed)).Run();
            foreach (var line in lines) Console.WriteLine($"{(line.IsSound ? "  " : "! ")}{line.What,-11} {line.Text}");
            var wrong = lines.Count(line => !line.IsSound);
            Console.WriteLine(wrong == 0 ? "nothing is missing" : $"{wrong} finding(s) marked with !");
            return wrong == 0 ? 0 : 1;
        }));
        return command;
    }
}
