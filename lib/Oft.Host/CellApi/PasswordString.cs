using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>A secret: shown as stars, read with <see cref="GetClearTextPassword"/>.</summary>
[TypeFormatterSource(typeof(PasswordFormatters))]
public sealed class PasswordString(string clearText)
{
    /// <summary>The secret itself.</summary>
    public string GetClearTextPassword() => clearText;

    /// <summary>Stars.</summary>
    public override string ToString() => new('*', clearText.Length);
}
