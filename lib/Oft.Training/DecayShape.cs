namespace Oft.Training;

/// <summary>How the learning rate falls.</summary>
public enum DecayShape
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a factor, once, after <see cref="LearningRate.DecaySteps"/> optimizer steps: the paper's recipe.</summary>
    Step,

    /// <summary>Along half a cosine, to zero at <see cref="LearningRate.DecaySteps"/>: what short runs of the tiny profile need.</summary>
    Cosine,
}
