namespace Oft.Lab.Cards;

/// <summary>What another package made of something of ours.</summary>
/// <param name="Package">Its name.</param>
/// <param name="Call">The call that made it.</param>
/// <param name="Made">What came, in words.</param>
/// <param name="Png">A picture of it as the package itself draws it; empty for none.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record PackageShow(string Package, string Call, string Made, ReadOnlyMemory<byte> Png) : ICard
{
    /// <inheritdoc/>
    public string ToHtml() => Markup.Card("package",
        $"<div class=\"oft-title\">{Markup.Text(Package)}</div><code>{Markup.Text(Call)}</code><div>{Markup.Text(Made)}</div>{(Png.IsEmpty ? "" : $"<img style=\"max-width:100%\" alt=\"{Markup.Text($"{Package}: {Made}")}\" src=\"{Markup.Uri("image/png", Png.Span)}\">")}");

    /// <inheritdoc/>
    public string ToText() => Markup.Clean($"{Package}: {Call} is {Made}");

    /// <inheritdoc/>
    public override string ToString() => ToText();
}
