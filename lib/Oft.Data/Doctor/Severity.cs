namespace Oft.Data.Doctor;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Probably costs success; look at it before training.</summary>
    Warning,

    /// <summary>Do not train on it as it is.</summary>
    Problem,
}
