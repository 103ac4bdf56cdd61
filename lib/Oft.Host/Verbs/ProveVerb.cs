using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Oft.Lab.Proofs;
using Oft.Lab.Runs;

namespace Oft.Host.Verbs;

/// <summary><c>oft prove NAME</c>: shows a claim that takes more than a minute and records what was found.</summary>
public static class ProveVerb
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>The command over the given proofs. Exit 0 where the claim stands, 1 where it does not.</summary>
    public static Command Create(params IReadOnlyList<IProof> proofs)
    {
        var command = new Command("prove", "Show a claim at full size and write data-manifests/measured/NAME.json.");
        foreach (var proof in proofs)
        {
            var size = new Option<long?>("--size") { Description = "Run at another size than the full one, in the proof's own unit; recorded as such." };
            var folder = new Option<DirectoryInfo?>("--out") { Description = "Write the record to this folder instead of data-manifests/measured." };
            var child = new Command(proof.Name, proof.Claim) { size, folder };
            child.SetAction((parsed, cancellation) => Task.FromResult(Run(proof, parsed.GetValue(size), parsed.GetValue(folder), cancellation)));
            command.Add(child);
        }
        return command;
    }

    private static int Run(IProof proof, long? size, DirectoryInfo? folder, CancellationToken cancellation)
    {
        Console.WriteLine($"prove {proof.Name}: {proof.Claim}");
        var (began, clock) = (DateTimeOffset.Now, Stopwatch.StartNew());
        var result = proof.Run(new ProofContext(size, Console.Error.WriteLine, cancellation));
        var file = MeasuredFile.Write(folder?.FullName ?? Path.Combine(Checkout.Root, "data-manifests", "measured"), proof.Name, proof.Claim, result, began, clock.Elapsed);
        Console.WriteLine(result.Result.ToJsonString(indented));
        Console.WriteLine($"{(result.Holds ? "holds" : "DOES NOT HOLD")} at {result.Size}, {clock.Elapsed.TotalSeconds:0} s; written to {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
        return result.Holds ? 0 : 1;
    }
}
