namespace Oft.Lab.Verification.Wire;

/// <summary>Checks folders of the layout <c>openpi</c>: MessagePack texts, whole WebSocket sessions both ways, and the client's helpers.</summary>
public sealed class OpenPiLayout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public OpenPiLayout()
    {
        Whole("msgpack-numpy-encode", MessageChecks.Encode);
        Each("msgpack-numpy-decode", MessageChecks.Decode);
        Each("openpi-server", OpenPiServerChecks.Session);
        Whole("openpi-client", OpenPiClientChecks.Run);
        Each("resize-with-pad", OpenPiHelperChecks.Resize);
        Each("resize-libero", OpenPiHelperChecks.ResizeTurned);
        NotOffered("resize-edges", "batches, other dtypes and float conversion have no counterpart; pictures here are 8-bit RGB.");
        Whole("chunk-broker", OpenPiHelperChecks.Broker);
        Each("quat2axisangle", OpenPiHelperChecks.AxisAngle);
        NotOffered("adapt-to-pi", "what other people's servers do inside; actions and states pass unchanged here.");
    }

    /// <inheritdoc/>
    public override string Name => "openpi";
}
