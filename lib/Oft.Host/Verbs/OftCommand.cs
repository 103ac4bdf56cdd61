using System.CommandLine;
using Oft.Host.Running;
using Oft.Lab.Aloha;
using Oft.Lab.Benches;
using Oft.Lab.Benches.Engine;
using Oft.Lab.Benches.Policies;
using Oft.Lab.Benches.Training;
using Oft.Lab.Data;
using Oft.Lab.Proofs;

namespace Oft.Host.Verbs;

/// <summary>The command <c>oft</c>: what makes each verb, by its name.</summary>
/// <remarks>A verb is made when it is named, because the options of some are read from manifests and suites; help and misspelt names get all of them.</remarks>
internal static class OftCommand
{
    /// <summary>What makes a verb, by its name.</summary>
    public static IReadOnlyDictionary<string, Func<Command>> Verbs { get; } = new SortedDictionary<string, Func<Command>>(StringComparer.Ordinal)
    {
        ["aloha"] = AlohaVerb.Create,
        ["bench"] = () => BenchVerb.Create(
            new DataBench(),
            new DistributedBench(typeof(BenchVerb).Assembly.Location),
            new EngineBench(),
            new EvaluationBench(),
            new ImagingBench(),
            new LiberoBench(),
            new ServeBench(),
            new NotebooksBench(),
            new LatencyBench(),
            new PolicyBench(),
            new TrainingBench(),
            new WorldsBench(program: typeof(EvaluateVerb).Assembly.Location)),
        ["campaign"] = CampaignVerb.Create,
        ["cards"] = CardsVerb.Create,
        ["check"] = CheckVerb.Create,
        ["convert"] = ConvertVerb.Create,
        ["data"] = DataVerb.Create,
        ["demos"] = DemosVerb.Create,
        ["engine"] = EngineVerb.Create,
        ["evaluate"] = EvaluateVerb.Create,
        ["fetch"] = FetchVerb.Create,
        ["install"] = InstallVerb.Create,
        ["kernel"] = KernelVerb.Create,
        ["libero"] = LiberoVerb.Create,
        ["inspect"] = InspectVerb.Create,
        ["merge"] = MergeVerb.Create,
        ["new-random"] = NewRandomVerb.Create,
        ["prove"] = () => ProveVerb.Create(
            new AlohaExpertsProof(),
            new AlohaLoopProof(typeof(EvaluateVerb).Assembly.Location),
            new AlohaSessionProof(typeof(EvaluateVerb).Assembly.Location),
            new DataMemoryProof(),
            new EngineMemoryProof(),
            new EqualPoliciesProof(),
            new ExpertsProof(),
            new HostileClientsProof(),
            new LiberoTasksProof(),
            new FullSizeProof(),
            new LedgerProof(typeof(EvaluateVerb).Assembly.Location),
            new ResumeProof(typeof(TrainVerb).Assembly.Location),
            new WorldMemoryProof()),
        ["serve"] = ServeVerb.Create,
        ["run"] = RunVerb.Create,
        ["slice"] = SliceVerb.Create,
        ["train"] = TrainVerb.Create,
        ["verify"] = VerifyVerb.Command,
    };

    /// <summary>The command with the verbs these arguments need.</summary>
    public static RootCommand For(IReadOnlyList<string> arguments)
    {
        var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.");
        foreach (var create in arguments.Count > 0 && Verbs.TryGetValue(arguments[0], out var named) ? [named] : Verbs.Values) oft.Add(create());
        return oft;
    }
}
