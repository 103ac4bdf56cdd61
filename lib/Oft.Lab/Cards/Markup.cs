using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Oft.Lab.Cards;

/// <summary>The few pieces of HTML that all cards are made of. Whatever comes from outside passes <see cref="Text"/>.</summary>
internal static class Markup
{
    private static readonly Lazy<string> style = new(() => Asset("card.css"));

    /// <summary>The style that all cards and pages share.</summary>
    public static string Style => style.Value;

    /// <summary>A frame around a card's content, with the style all cards share.</summary>
    /// <param name="kind">A class beside <c>oft</c>.</param>
    /// <param name="content">HTML.</param>
    /// <param name="attributes">More attributes, written already.</param>
    public static string Card(string kind, string content, string attributes = "") => $"<style>{Style}</style><div class=\"oft oft-{kind}\"{(attributes == "" ? "" : " " + attributes)}>{content}</div>";

    /// <summary>A script of this room that finds its cards by itself, any number of times.</summary>
    public static string Script(string name) => $"<script>{Asset(name)}</script>";

    /// <summary>Text as HTML, in an element or in a quoted attribute; what no document may hold is left out.</summary>
    public static string Text(string value) => WebUtility.HtmlEncode(Clean(value));

    /// <summary>Text without control characters and halves of characters, which neither XML nor a terminal may hold.</summary>
    public static string Clean(string value)
    {
        if (value.EnumerateRunes().All(rune => Allowed(rune.Value))) return value;
        var clean = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
            if (Allowed(rune.Value)) clean.Append(rune);
        return clean.ToString();
    }

    /// <summary>A data URI.</summary>
    public static string Uri(string mimeType, ReadOnlySpan<byte> bytes) => $"data:{mimeType};base64,{Convert.ToBase64String(bytes)}";

    /// <summary>The first digits of the SHA-256 of a text: the same content has the same name in every run.</summary>
    public static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];

    /// <summary>A document of this room, as it is.</summary>
    public static string Whole(string name) => Asset(name) + "\n";

    private static bool Allowed(int rune) => rune is >= ' ' and not (>= 0x7F and <= 0x9F) and not 0xFFFD and not 0xFFFE and not 0xFFFF or '\t' or '\n';

    private static string Asset(string name)
    {
        using var stream = typeof(Markup).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in Oft.Lab.dll: build lib/Oft.Lab again.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Trim();
    }
}
