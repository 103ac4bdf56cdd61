using System.Collections;
using System.Reflection;
using Oft.Lab.Cards;

namespace Oft.Lab.Tests.Cards;

public class FormatterConventionTests
{
    public static TheoryData<Type> Shown => [.. typeof(ICard).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(ICard)) && !type.IsInterface)];

    [Theory]
    [MemberData(nameof(Shown))]
    public void Every_public_card_names_its_formatters_in_both_forms(Type card)
    {
        var source = Source(card);
        Assert.Equal(["text/html", "text/plain"], (string[])source.GetType().GetProperty("PreferredMimeTypes")!.GetValue(source)!);
        Assert.Equal(["text/html", "text/plain"], Formatters(source).Select(MimeType));
    }

    [Fact]
    public void A_host_that_knows_only_names_writes_both_forms()
    {
        var written = Formatters(Source(typeof(Warning))).ToDictionary(MimeType, formatter =>
        {
            using var writer = new StringWriter();
            Assert.True((bool)formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [new Warning("mind the gap"), writer])!);
            return writer.ToString();
        });
        Assert.Contains("<strong>Warning</strong> mind the gap", written["text/html"]);
        Assert.Equal("⚠ Warning: mind the gap", written["text/plain"]);
    }

    [Fact]
    public void A_formatter_leaves_what_is_no_card_to_others() =>
        Assert.False(new CardFormatter("text/html", card => card.ToHtml()).Format("a string", TextWriter.Null));

    // As hosts do: by the attribute's name alone.
    private static object Source(Type type) => type.GetCustomAttributes(true).Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    private static List<object> Formatters(object source)
    {
        var made = Activator.CreateInstance((Type)source.GetType().GetProperty("FormatterSourceType")!.GetValue(source)!)!;
        return [.. ((IEnumerable)made.GetType().GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.Instance)!.Invoke(made, null)!).Cast<object>()];
    }

    private static string MimeType(object formatter) => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;
}
