using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>Shows secrets as stars.</summary>
public sealed class PasswordFormatters : ITypeFormatterSource
{
    /// <inheritdoc/>
    public IEnumerable<ITypeFormatter> CreateTypeFormatters() =>
        [new HtmlFormatter<PasswordString>((secret, context) => context.Writer.Write(secret)), new PlainTextFormatter<PasswordString>((secret, context) => context.Writer.Write(secret))];
}
