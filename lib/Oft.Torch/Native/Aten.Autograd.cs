namespace TorchSharp;

internal static partial class Aten
{
    public static readonly Op detach = Op.Get("aten::detach");
    public static readonly Op detach_ = Op.Get("aten::detach_");
}
