using System.CommandLine;
using Oft.Formats.Hdf5;
using Oft.Host.Verbs;
using Oft.Lab.Benches;
using Oft.Lab.Benches.Engine;
using Oft.Lab.Data;
using Oft.Lab.Proofs;

// The guard of HDF5 files starts this program again as the one that may die of a file.
if (args is [Hdf5Worker.Argument]) return Hdf5Worker.Serve(Console.In, Console.Out);

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(
        new DataBench(),
        new EngineBench(),
        new EvaluationBench(),
        new ImagingBench(),
        new WorldsBench()),
    CampaignVerb.Create(),
    DataVerb.Create(),
    DemosVerb.Create(),
    EngineVerb.Create(),
    EvaluateVerb.Create(),
    FetchVerb.Create(),
    NewRandomVerb.Create(),
    ProveVerb.Create(
        new DataMemoryProof(),
        new EngineMemoryProof(),
        new EqualPoliciesProof(),
        new ExpertsProof(),
        new LedgerProof(typeof(EvaluateVerb).Assembly.Location),
        new WorldMemoryProof()),
    SliceVerb.Create(),
    VerifyVerb.Command(),
};
return await oft.Parse(args).InvokeAsync();
