using System.CommandLine;
using Oft.Host.Verbs;
using Oft.Lab.Benches;
using Oft.Lab.Benches.Engine;
using Oft.Lab.Proofs;

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(new ImagingBench(), new EngineBench()),
    ProveVerb.Create(new EngineMemoryProof()),
    SliceVerb.Create(),
    VerifyVerb.Command(),
};
return await oft.Parse(args).InvokeAsync();
