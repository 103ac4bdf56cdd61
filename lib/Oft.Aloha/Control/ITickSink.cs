namespace Oft.Aloha.Control;

/// <summary>Takes what happened. It never makes a loop wait.</summary>
public interface ITickSink
{
    /// <summary>One tick.</summary>
    void Take(TickRecord record);

    /// <summary>One answer of the policy, used or not.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="verdict">What became of it.</param>
    void Take(PolicyAnswer answer, string verdict);
}
