namespace Oft.Simulation.Predicates;

/// <summary>What a goal may ask of a scene, in LIBERO's words.</summary>
public enum PredicateKind
{
    /// <summary>One thing rests on another, or over a marked place.</summary>
    On,

    /// <summary>A thing is inside a marked box.</summary>
    In,

    /// <summary>A joint is past its open limit.</summary>
    Open,

    /// <summary>All joints are past their closed limit.</summary>
    Close,

    /// <summary>A knob is turned on.</summary>
    TurnOn,

    /// <summary>A knob is turned off.</summary>
    TurnOff,

    /// <summary>A thing is at least a metre up.</summary>
    Up,
}
