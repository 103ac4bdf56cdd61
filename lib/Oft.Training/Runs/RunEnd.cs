namespace Oft.Training.Runs;

/// <summary>How a call of a run ended.</summary>
public enum RunEnd
{
    /// <summary>All steps were taken.</summary>
    Finished,

    /// <summary>Somebody asked it to stop; everything is saved and it can be continued.</summary>
    Interrupted,
}
