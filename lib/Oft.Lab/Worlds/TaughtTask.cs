namespace Oft.Lab.Worlds;

/// <summary>A task that a scripted expert teaches.</summary>
/// <param name="Suite">Its suite.</param>
/// <param name="Index">Its place there.</param>
/// <param name="Name">As folders spell it.</param>
/// <param name="Sentence">What a robot is told.</param>
/// <param name="Open">Opens its world; pixels down of a view, null for the suite's own.</param>
public sealed record TaughtTask(string Suite, int Index, string Name, string Sentence, Func<int?, ITeacher> Open)
{
    /// <summary>Sentence and suite.</summary>
    public override string ToString() => $"{Suite}[{Index}] {Sentence}";
}
