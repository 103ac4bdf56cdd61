namespace Oft.Lab.Verification;

/// <summary>Knows how to check one kind of reference folder.</summary>
public interface IVerifyLayout
{
    /// <summary>What <c>layout</c> says in the folder's verify.json.</summary>
    string Name { get; }

    /// <summary>Runs every check of the folder and reports each case.</summary>
    void Run(VerifyFolder folder, VerifyRun run);
}
