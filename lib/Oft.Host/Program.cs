using System.CommandLine;
using Oft.Formats.Hdf5;
using Oft.Host;
using Oft.Host.Running;
using Oft.Host.Verbs;
using Oft.Lab.Benches.Training;

// The guard of HDF5 files starts this program again as the one that may die of a file.
if (args is [Hdf5Worker.Argument]) return Hdf5Worker.Serve(Console.In, Console.Out);
// A notebook runs in a process of its own.
if (args is [NotebookWorker.Argument]) return await NotebookWorker.ServeAsync();
// A notebook's process gets warm while this one reads its command line; where an option comes first there may be none to run.
if (args is ["run" or "check", [not '-', ..], ..]) NotebookProcess.Prepare();
// Several of these train together, for a bench.
if (args is [DistributedWorker.Argument, var answer]) return DistributedWorker.Serve(answer);
if (args is ["kernel", var file] && !file.StartsWith('-')) return await KernelVerb.RunAsync(file, CancellationToken.None);

using var interruption = new Interruption();
return await OftCommand.For(args).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token);
