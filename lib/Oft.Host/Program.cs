using System.CommandLine;
using Oft.Host.Verbs;
using Oft.Lab.Benches;

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(new ImagingBench()),
    ProveVerb.Create(),
    SliceVerb.Create(),
    VerifyVerb.Command(),
};
return await oft.Parse(args).InvokeAsync();
