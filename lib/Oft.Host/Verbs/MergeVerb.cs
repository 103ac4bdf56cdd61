using System.CommandLine;
using System.Globalization;
using Oft.Model.Weights;
using static TorchSharp.torch;

namespace Oft.Host.Verbs;

/// <summary><c>oft merge BASE ADAPTER OUTPUT</c>: one folder of a base and an adapter, and whether it still says the same.</summary>
internal static class MergeVerb
{
    // float32: W + BA rounds once more than Wx + B(Ax). bfloat16: the recorded merge moved actions by 0.049.
    private const double SameInFloat32 = 1e-3, SameInBfloat16 = 0.1;

    public static Command Create()
    {
        var folders = new[] { ("base", "Folder of the base model."), ("adapter", "A checkpoint with lora_adapter in it, or a PEFT folder."), ("output", "The merged folder; must not exist yet.") }
            .Select(argument => new Argument<string>(argument.Item1) { Description = argument.Item2 }).ToArray();
        var single = new Option<bool>("--float32") { Description = "Merge in float32 instead of the base's precision." };
        var observations = new Option<int>("--check") { Description = "Made-up observations that are answered before and after; 0 skips the check.", DefaultValueFactory = _ => 4 };
        var published = new PolicyArguments();
        var command = new Command("merge", "Merges an adapter into its base; refuses another base and a second merge, and compares actions before and after.") { single, observations };
        foreach (var folder in folders) command.Arguments.Add(folder);
        published.AddTo(command, serves: false);
        command.SetAction(parsed => Named.Errors(() => Run(new MergeOrder
        {
            Base = parsed.GetValue(folders[0])!,
            Adapter = parsed.GetValue(folders[1])!,
            Output = parsed.GetValue(folders[2])!,
            Options = published.Of(parsed),
            Dtype = parsed.GetValue(single) ? ScalarType.Float32 : null,
            Observations = parsed.GetValue(observations),
            Say = Console.Error.WriteLine,
        })));
        return command;
    }

    private static int Run(MergeOrder order)
    {
        var report = LoraMerge.Merge(order);
        Console.WriteLine(report.BaseIsKnown
            ? $"base: {report.BaseSha256[..16]}…, the one the adapter was trained on"
            : $"base: {report.BaseSha256[..16]}…; the adapter does not say its base's checksum, so only the check below tells whether it is the right one");
        Console.WriteLine($"merged into {report.Layers} layers; taking it out again {(report.UnmergeIsExact ? "gives the base back bit for bit" : "DOES NOT give the base back")}");
        if (report is { LargestDifference: { } difference, AdapterEffect: { } effect })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest action difference, normalised: {difference:0.#####} between merged and side by side, {effect:0.#####} between adapter and base alone"));
            if (effect == 0) Console.WriteLine("the adapter changes no action: was it trained, and does it reach what the head reads?");
        }
        Console.WriteLine($"ten episodes tell whether it still works: oft evaluate mini_spatial --policy {order.Output} --smoke");
        var allowed = PublishedConfig.Read(order.Output).Precision == "float32" ? SameInFloat32 : SameInBfloat16;
        return report.UnmergeIsExact && (report.LargestDifference ?? 0) <= allowed ? 0 : 1;
    }
}
