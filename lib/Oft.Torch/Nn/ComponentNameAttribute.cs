namespace TorchSharp.Utils;

/// <summary>Names the parameter, buffer or module that a field holds, where the field's own name will not do.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    /// <summary>The name in the state dict.</summary>
    public string Name { get; set; } = "";
}
