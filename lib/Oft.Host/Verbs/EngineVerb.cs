using System.CommandLine;
using Oft.Torch;

namespace Oft.Host.Verbs;

/// <summary><c>oft engine</c>: what computes here; the set-up ends with it.</summary>
public static class EngineVerb
{
    /// <summary>The command. Exit 0 where the engine can compute, 1 where something is missing.</summary>
    public static Command Create()
    {
        var command = new Command("engine", "Print libtorch, BLAS, threads, whether bfloat16 pays on this processor, CUDA or not.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        if (EngineReport.WhatIsMissing is { } reason)
        {
            Console.Error.WriteLine($"engine: {reason}");
            return 1;
        }
        Console.WriteLine(EngineReport.Here);
        return 0;
    }
}
