using System.CommandLine;
using Oft.Formats.Hdf5;
using Oft.Host.Verbs;
using Oft.Lab.Benches;
using Oft.Lab.Benches.Engine;
using Oft.Lab.Proofs;

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(new ImagingBench(), new EngineBench()),
    ProveVerb.Create(new EngineMemoryProof()),
using Oft.Lab.Data;

// The guard of HDF5 files starts this program again as the one that may die of a file.
if (args is [Hdf5Worker.Argument]) return Hdf5Worker.Serve(Console.In, Console.Out);

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(new DataBench(), new ImagingBench()),
    DataVerb.Create(),
    FetchVerb.Create(),
    ProveVerb.Create(new DataMemoryProof()),
using Oft.Lab.Proofs;
using Oft.Lab.Suites;

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(new EvaluationBench(PolicyChoice.Expert), new ImagingBench()),
    EvaluateVerb.Create(),
    ProveVerb.Create(new EqualPoliciesProof(), new LedgerProof(typeof(EvaluateVerb).Assembly.Location)),
    SliceVerb.Create(),
    VerifyVerb.Command(),
};
return await oft.Parse(args).InvokeAsync();
