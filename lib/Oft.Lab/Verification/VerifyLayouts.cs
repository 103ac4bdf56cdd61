namespace Oft.Lab.Verification;

/// <summary>Every layout the house can check, by alphabet.</summary>
public static class VerifyLayouts
{
    /// <summary>New instances of all of them.</summary>
    public static IReadOnlyList<IVerifyLayout> All =>
    [
        new TokenizerLayout(),
    ];
}
