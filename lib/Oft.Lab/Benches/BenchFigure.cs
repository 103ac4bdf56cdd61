namespace Oft.Lab.Benches;

/// <summary>One number of a bench, beside the number that was asked for.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What was found.</param>
/// <param name="Unit">Its unit; <c>x</c> for a ratio within the run.</param>
/// <param name="Better">Which way it improves.</param>
/// <param name="Bar">The figure asked for, never the figure found; null where nothing was asked.</param>
public sealed record BenchFigure(string Name, double Value, string Unit, Better Better, double? Bar = null)
{
    /// <summary>True where no bar was set or the value is on its good side; a value that is not a number is on neither.</summary>
    public bool Holds => Bar is not { } bar || (Better == Better.Lower ? Value <= bar : Value >= bar);
}
