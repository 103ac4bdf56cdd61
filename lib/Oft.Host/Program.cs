using System.CommandLine;
using Oft.Host.Verbs;
using Oft.Lab.Benches;
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
