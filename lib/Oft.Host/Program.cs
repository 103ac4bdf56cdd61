using System.CommandLine;
using Oft.Host.Verbs;

var oft = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.")
{
    BenchVerb.Create(),
    ProveVerb.Create(),
    VerifyVerb.Command(),
};
return await oft.Parse(args).InvokeAsync();
