using System.CommandLine;
using Oft.Formats.Hdf5;
using Oft.Host;
using Oft.Host.Running;
using Oft.Host.Verbs;
using Oft.Lab.Aloha;
using Oft.Lab.Benches;
using Oft.Lab.Benches.Engine;
using Oft.Lab.Benches.Policies;
using Oft.Lab.Benches.Training;
using Oft.Lab.Data;
using Oft.Lab.Proofs;

// The guard of HDF5 files starts this program again as the one that may die of a file.
if (args is [Hdf5Worker.Argument]) return Hdf5Worker.Serve(Console.In, Console.Out);
// A notebook runs in a process of its own.
if (args is [NotebookWorker.Argument]) return await NotebookWorker.ServeAsync();
// Several of these train together, for a bench.
if (args is [DistributedWorker.Argument, var answer]) return DistributedWorker.Serve(answer);
if (args is ["kernel", var file] && !file.StartsWith('-')) return await KernelVerb.RunAsync(file, CancellationToken.None);

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    AlohaVerb.Create(),
    BenchVerb.Create(
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
    CampaignVerb.Create(),
    CardsVerb.Create(),
    CheckVerb.Create(),
    ConvertVerb.Create(),
    DataVerb.Create(),
    DemosVerb.Create(),
    EngineVerb.Create(),
    EvaluateVerb.Create(),
    FetchVerb.Create(),
    InstallVerb.Create(),
    KernelVerb.Create(),
    LiberoVerb.Create(),
    InspectVerb.Create(),
    MergeVerb.Create(),
    NewRandomVerb.Create(),
    ProveVerb.Create(
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
    ServeVerb.Create(),
    RunVerb.Create(),
    SliceVerb.Create(),
    TrainVerb.Create(),
    VerifyVerb.Command(),
};
using var interruption = new Interruption();
return await oft.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token);
