using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Oft.Host.Jupyter;

/// <summary>What is known about a symbol, as text: its signature and its XML documentation.</summary>
internal static partial class SymbolText
{
    private const int MostOverloads = 12;
    private static readonly SymbolDisplayFormat full = SymbolDisplayFormat.CSharpErrorMessageFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeModifiers)
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue).AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>The symbols one below the other.</summary>
    public static string Of(IReadOnlyList<ISymbol> symbols) => string.Join("\n\n", symbols.Take(MostOverloads).Select(Of)) + (symbols.Count > MostOverloads ? $"\n\n… and {symbols.Count - MostOverloads} more" : "");

    private static string Of(ISymbol symbol)
    {
        var text = new StringBuilder(symbol.ToDisplayString(full));
        if (Documentation(symbol) is not { } member) return text.ToString();
        Add("", member.Element("summary"));
        foreach (var parameter in member.Elements("param")) Add($"{(string?)parameter.Attribute("name")}: ", parameter);
        Add("returns: ", member.Element("returns"));
        foreach (var exception in member.Elements("exception")) Add($"throws {((string?)exception.Attribute("cref"))?.Split('.')[^1]}: ", exception);
        Add("", member.Element("remarks"));
        return text.ToString();

        void Add(string before, XElement? element)
        {
            if (element is not null && Plain(element) is { Length: > 0 } said) text.Append('\n').Append(before).Append(said);
        }
    }

    private static string Plain(XElement element) => Blanks().Replace(string.Concat(element.DescendantNodesAndSelf().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference when reference.IsEmpty => ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? "").Split(':')[^1],
        XElement { Name.LocalName: "para" or "code" or "item" } => "\n",
        _ => "",
    })), " ").Trim();

    private static XElement? Documentation(ISymbol symbol)
    {
        var origin = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        if (origin.GetDocumentationCommentXml() is { Length: > 0 } own && Parse(own) is { } written) return written;
        if (origin.GetDocumentationCommentId() is not { } id || origin.ContainingAssembly is not { } assembly) return null;
        return Files(assembly.Name).Select(file => Find(file, id)).FirstOrDefault(found => found is not null);
    }

    // Beside the assembly; for the framework's in the SDK's reference pack, where System.Runtime describes what CoreLib implements.
    private static IEnumerable<string> Files(string assembly)
    {
        var folders = new List<string> { AppContext.BaseDirectory };
        folders.AddRange(AppDomain.CurrentDomain.GetAssemblies().Where(one => !one.IsDynamic && one.GetName().Name == assembly && one.Location.Length > 0).Select(one => Path.GetDirectoryName(one.Location)!));
        if (Path.GetDirectoryName(typeof(object).Assembly.Location) is { } runtime && Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref")) is var packs && Directory.Exists(packs))
            folders.AddRange(Directory.GetDirectories(packs).OrderDescending().Select(pack => Path.Combine(pack, "ref", $"net{Environment.Version.Major}.0")));
        return folders.SelectMany(folder => (string[])[Path.Combine(folder, assembly + ".xml"), Path.Combine(folder, "System.Runtime.xml")]).Distinct().Where(File.Exists);
    }

    private static XElement? Find(string file, string id)
    {
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            while (reader.ReadToFollowing("member"))
                if (reader.GetAttribute("name") == id) return (XElement)XNode.ReadFrom(reader);
        }
        catch (XmlException)
        {
            // A documentation file that is damaged documents nothing.
        }
        return null;
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex("[ \\t]*\\n[ \\t]*|[ \\t]+")]
    private static partial Regex Blanks();
}
