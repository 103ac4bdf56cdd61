namespace Oft.Lab.Cards;

/// <summary>Writes cards in one MIME type.</summary>
/// <param name="mimeType">text/html or text/plain.</param>
/// <param name="write">How a card looks in it.</param>
public sealed class CardFormatter(string mimeType, Func<ICard, string> write)
{
    /// <summary>What is written.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes a card.</summary>
    /// <returns>False where the value is no card: somebody else has to write it.</returns>
    public bool Format(object value, TextWriter writer)
    {
        if (value is not ICard card) return false;
        writer.Write(write(card));
        return true;
    }
}
