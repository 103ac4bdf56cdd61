namespace Oft.Evaluation.Ledgers;

/// <summary>A ledger that cannot be read, continued, merged or compared as asked.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>Says what was expected, what came and what to do.</summary>
    public LedgerException(string message) : base(message) { }

    /// <summary>The same, over what was thrown below.</summary>
    public LedgerException(string message, Exception inner) : base(message, inner) { }
}
