namespace Oft.Lab.Verification.Wire;

/// <summary>Checks folders of the layout <c>aloha-act</c>: json_numpy texts, and whole exchanges with <c>POST /act</c> both ways.</summary>
public sealed class AlohaActLayout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public AlohaActLayout()
    {
        Each("json-numpy-encode", JsonNumpyChecks.Encode);
        Each("json-numpy-decode", JsonNumpyChecks.Decode);
        Whole("act-server", ActServerChecks.Run);
        Whole("act-client", ActClientChecks.Run);
    }

    /// <inheritdoc/>
    public override string Name => "aloha-act";
}
