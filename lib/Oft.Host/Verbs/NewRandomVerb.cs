using System.CommandLine;
using Oft.Contracts;
using Oft.Model;
using Oft.Model.Weights;

namespace Oft.Host.Verbs;

/// <summary><c>oft new-random FOLDER</c>: an untrained checkpoint in the published layout.</summary>
internal static class NewRandomVerb
{
    private static readonly Dictionary<string, OftConfig> Configs = new()
    {
        ["tiny"] = OftConfig.Tiny,
        ["tiny-film"] = OftConfig.Tiny with { Film = true },
        ["tiny-discrete"] = OftConfig.Tiny with { Head = ActionHead.ParallelChunk },
        ["tiny-diffusion"] = OftConfig.Tiny with { Head = ActionHead.Diffusion },
        ["tiny-autoregressive"] = OftConfig.Tiny with { Head = ActionHead.Autoregressive, Proprio = false, Robot = RobotSpec.Libero with { Views = ["full_image"] } },
        ["tiny-aloha"] = OftConfig.Tiny with { Film = true, Robot = RobotSpec.Aloha },
    };

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where it is written; must not exist yet." };
        var config = new Option<string>("--config") { Description = $"One of {string.Join(", ", Configs.Keys)}.", DefaultValueFactory = _ => "tiny" };
        config.AcceptOnlyFromAmong([.. Configs.Keys]);
        var seed = new Option<int>("--seed") { Description = "Same seed, same weights." };
        var command = new Command("new-random", "Writes an untrained checkpoint in the published layout.") { folder, config, seed };
        command.SetAction(parsed =>
        {
            RandomCheckpoint.Write(parsed.GetValue(folder)!, Configs[parsed.GetValue(config)!], parsed.GetValue(seed));
            Console.WriteLine($"{parsed.GetValue(folder)}: {parsed.GetValue(config)}, untrained");
            return 0;
        });
        return command;
    }
}
