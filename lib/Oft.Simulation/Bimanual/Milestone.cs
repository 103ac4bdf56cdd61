namespace Oft.Simulation.Bimanual;

/// <summary>A step on the way to a task's goal, in the manner of the paper's staged rubric.</summary>
/// <param name="Points">Of 100; those of a task add up to it.</param>
/// <param name="What">In words, as a report shows it.</param>
/// <param name="Reached">Looked at after every control step, once those before it are reached.</param>
internal sealed record Milestone(double Points, string What, Func<BimanualWorld, bool> Reached);
