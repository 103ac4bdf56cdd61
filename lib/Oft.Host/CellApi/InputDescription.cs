namespace Microsoft.DotNet.Interactive;

/// <summary>One question of several.</summary>
/// <param name="Name">The key of its answer.</param>
/// <param name="Prompt">What the person reads.</param>
/// <param name="TypeHint">What kind of text; <c>password</c> hides it.</param>
public sealed record InputDescription(string Name, string Prompt, string TypeHint = "text");
