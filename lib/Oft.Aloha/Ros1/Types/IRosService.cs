namespace Oft.Aloha.Ros1.Types;

/// <summary>A service whose halves have C# types of their own.</summary>
public interface IRosService
{
    /// <summary>How nodes compare it.</summary>
    static abstract RosType Type { get; }
}
