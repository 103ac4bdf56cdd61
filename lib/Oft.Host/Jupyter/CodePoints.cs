namespace Oft.Host.Jupyter;

/// <summary>Jupyter counts characters as code points, .NET as UTF-16 units; past an emoji they differ.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 index of a code point index, held within the text.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var index = 0;
        for (; codePoints > 0 && index < text.Length; codePoints--) index += char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;
        return index;
    }

    /// <summary>The code point index of a UTF-16 index.</summary>
    public static int FromUtf16(string text, int index)
    {
        var pairs = 0;
        for (var i = 1; i < Math.Min(index, text.Length); i++)
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1])) pairs++;
        return index - pairs;
    }
}
