namespace Oft.Lab.Sessions;

/// <summary>One line of the list before a flight.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Passed">Whether it was as it should be.</param>
/// <param name="Found">What was found.</param>
public sealed record SessionCheck(string Name, bool Passed, string Found);
