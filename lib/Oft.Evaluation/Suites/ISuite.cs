using Oft.Contracts;

namespace Oft.Evaluation.Suites;

/// <summary>A suite of tasks that can be opened as worlds: ours, LIBERO's, or one behind a wire.</summary>
public interface ISuite
{
    /// <summary>The benchmark as it is named beside a number: mini-LIBERO; LIBERO, native; LIBERO, official.</summary>
    string Benchmark { get; }

    /// <summary>The suite's name in it.</summary>
    string Name { get; }

    /// <summary>Task names in evaluation order.</summary>
    IReadOnlyList<string> Tasks { get; }

    /// <summary>Fixed initial states of every task.</summary>
    int InitialStates { get; }

    /// <summary>SHA-256 of every group of files the worlds are built from.</summary>
    IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>What draws the pictures, with its version.</summary>
    string Renderer { get; }

    /// <summary>Opens a world of its own; several may be open at once, each in its thread.</summary>
    IWorld Open(string task);
}
