using System.CommandLine;

var root = new RootCommand("OpenVLA-OFT for .NET: train, evaluate, look inside and serve.");
return root.Parse(args).Invoke();
