namespace Oft.Lab.Cards;

/// <summary>Says who draws a type in a notebook.</summary>
/// <remarks>
/// Notebook hosts look for an attribute of this name and for its two properties, whatever assembly it comes from; so the Lab
/// brings rich output without knowing any notebook package.
/// </remarks>
/// <param name="formatterSourceType">Has a parameterless constructor and a method <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>Who makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What is written for one value: both forms, so that a browser and a terminal each find theirs.</summary>
    public string[] PreferredMimeTypes { get; set; } = [CardFormatters.Html, CardFormatters.Plain];
}
