namespace Oft.Lab.Verification;

/// <summary>A verify.json that says what is not known here. It is a failure, never a silent pass.</summary>
public sealed class VerifyException(string message) : Exception(message);
