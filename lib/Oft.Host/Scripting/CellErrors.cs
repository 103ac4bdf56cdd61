using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Oft.Host.Scripting;

/// <summary>What the compiler and the runtime say, in terms of cells and their lines.</summary>
internal static class CellErrors
{
    private const int FramesInLibraries = 6;

    /// <summary>Warnings to <c>stderr</c>; errors as the fault of the cell.</summary>
    public static void Report(ImmutableArray<Diagnostic> diagnostics, IReadOnlyDictionary<string, string[]> sources, Action<string> warn)
    {
        // CS1701 and CS1702 say that one version of an assembly stands for another, which is how .NET works.
        foreach (var warning in diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id is not ("CS1701" or "CS1702")))
            warn($"\n{Place(warning.Location)}: warning {warning.Id}: {warning.GetMessage()}\n\n");
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count == 0) return;
        throw new CellFault("CompilationError", Line(errors[0]), [.. errors.SelectMany(error => (string[])[Line(error), .. Quote(error.Location, sources)])]);

        static string Line(Diagnostic error) => $"{Place(error.Location)}: error {error.Id}: {error.GetMessage()}";
    }

    /// <summary>What code threw, with the lines of cells it came through.</summary>
    public static CellFault Of(Exception thrown, IReadOnlyDictionary<string, string[]> sources)
    {
        while (thrown is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && thrown.InnerException is { } inside) thrown = inside;
        if (thrown is CellFault fault) return fault;
        var lines = new List<string> { $"{Name(thrown)}: {thrown.Message}" };
        Frames(thrown, sources, lines);
        for (var cause = thrown.InnerException; cause is not null && lines.Count < 60; cause = cause.InnerException)
        {
            lines.Add($"caused by {Name(cause)}: {cause.Message}");
            Frames(cause, sources, lines);
        }
        return new CellFault(Name(thrown), thrown.Message, lines);
    }

    // Library frames up to the first cell are where it happened; what lies below the last cell is the host's own.
    private static void Frames(Exception thrown, IReadOnlyDictionary<string, string[]> sources, List<string> lines)
    {
        var libraries = 0;
        foreach (var frame in new StackTrace(thrown, fNeedFileInfo: true).GetFrames())
        {
            // The compiler puts the notebook's folder before the name it was given.
            if (Path.GetFileName(frame.GetFileName()) is { } file && sources.TryGetValue(file, out var source))
            {
                var line = frame.GetFileLineNumber();
                lines.Add($"   {file}:line {line}{(line >= 1 && line <= source.Length ? $"    {source[line - 1].Trim()}" : "")}");
            }
            else if (libraries++ < FramesInLibraries && frame.GetMethod() is { } method && !IsPlumbing(method)) lines.Add($"   at {method.DeclaringType?.FullName?.Split('+')[0]}.{method.Name}");
        }
    }

    private static bool IsPlumbing(MethodBase method) => method.DeclaringType?.FullName is not { } type
        || type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal) || type.StartsWith("Submission#", StringComparison.Ordinal)
        || type.StartsWith("System.Runtime.", StringComparison.Ordinal) || type.StartsWith("System.Threading.", StringComparison.Ordinal)
        || type.StartsWith("Oft.Host.Scripting.", StringComparison.Ordinal) || type.Contains("ThrowHelper", StringComparison.Ordinal);

    private static string Name(Exception thrown) => thrown.GetType().FullName?.Split('+')[^1] ?? thrown.GetType().Name;

    private static string Place(Location location)
    {
        var start = location.GetMappedLineSpan().StartLinePosition;
        return $"({start.Line + 1},{start.Character + 1})";
    }

    private static string[] Quote(Location location, IReadOnlyDictionary<string, string[]> sources)
    {
        var span = location.GetMappedLineSpan();
        if (!location.IsInSource || !sources.TryGetValue(Path.GetFileName(span.Path), out var source) || span.StartLinePosition.Line >= source.Length) return [];
        var line = source[span.StartLinePosition.Line].TrimEnd();
        return [$"    {line.Replace('\t', ' ')}", $"    {new string(' ', Math.Min(span.StartLinePosition.Character, line.Length))}^"];
    }
}
