namespace Oft.Host.Cells;

/// <summary>Who answers when a cell asks: a person at a Jupyter client, or values given beforehand.</summary>
public interface IInputSource
{
    /// <summary>Asks.</summary>
    /// <param name="name">The variable the answer is for, empty where there is none.</param>
    /// <param name="prompt">What the person reads.</param>
    /// <param name="password">Hide what is typed.</param>
    /// <returns>The answer, null where nobody can give one.</returns>
    Task<string?> AskAsync(string name, string prompt, bool password);
}
