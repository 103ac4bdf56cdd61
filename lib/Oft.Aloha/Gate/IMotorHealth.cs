namespace Oft.Aloha.Gate;

/// <summary>A robot that can say how its motors are.</summary>
public interface IMotorHealth
{
    /// <summary>The last reading; null until the first.</summary>
    MotorHealth? Motors { get; }
}
