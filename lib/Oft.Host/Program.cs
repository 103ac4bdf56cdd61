using System.CommandLine;
using Oft.Host.Verbs;

var root = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.");
root.Subcommands.Add(VerifyVerb.Command());
return root.Parse(args).Invoke();
