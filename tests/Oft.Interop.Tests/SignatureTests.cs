using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oft.Interop.Tests;

/// <summary>The room against what its packages declare: signatures without bodies, since the packages themselves are not to be had everywhere.</summary>
public class SignatureTests
{
    private static readonly string[] packages = ["Oft.Interop", "Plotly.NET", "DynamicObj", "Deedle", "SixLabors.ImageSharp", "ScottPlot"];
    private static readonly Lazy<(CSharpCompilation Signatures, CSharpCompilation Room)> compiled = new(Compile);

    [Fact]
    public void The_room_compiles_against_the_signatures_of_its_packages_without_a_warning()
    {
        var (signatures, room) = compiled.Value;

        Assert.Empty(Faults(signatures));
        Assert.Empty(Faults(room));
        foreach (var method in (string[])["ToPlotlyNet", "ToDeedle", "ToImageSharp", "ToScottPlot"])
            Assert.Contains(room.GetSymbolsWithName(method, SymbolFilter.Member), symbol => symbol is IMethodSymbol { IsExtensionMethod: true, DeclaredAccessibility: Accessibility.Public });
    }

    [Fact]
    public void The_signatures_hold_the_members_the_room_uses_and_no_others()
    {
        var (signatures, room) = compiled.Value;
        var used = room.SyntaxTrees.SelectMany(tree => Named(room.GetSemanticModel(tree), tree)).Select(symbol => symbol.OriginalDefinition.ToDisplayString()).ToHashSet();
        var declared = Types(signatures.Assembly.GlobalNamespace).SelectMany(type => type.GetMembers()).Where(IsOneOfOurs).Select(member => member.ToDisplayString());

        Assert.Empty(declared.Except(used));
    }

    // A constructor without arguments may be called by the constructors of derived types alone.
    private static bool IsOneOfOurs(ISymbol member) => !member.IsImplicitlyDeclared && member is IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor, IsImplicitlyDeclared: false };

    private static IEnumerable<ISymbol> Named(SemanticModel model, SyntaxTree tree)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (model.GetSymbolInfo(node).Symbol is { } symbol) yield return symbol is IMethodSymbol { ReducedFrom: { } whole } ? whole : symbol;
            // Disposing stands in no name: the word 'using' does it.
            if (node is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } local && model.GetTypeInfo(local.Declaration.Type).Type is { } type && type.GetMembers("Dispose").FirstOrDefault() is { } dispose) yield return dispose;
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static IEnumerable<string> Faults(CSharpCompilation compilation) => compilation.GetDiagnostics().Where(fault => fault.Severity >= DiagnosticSeverity.Warning).Select(fault => fault.ToString());

    private static (CSharpCompilation, CSharpCompilation) Compile()
    {
        var known = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => !packages.Contains(Path.GetFileNameWithoutExtension(path))).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToList();
        var signatures = Compile("Signatures", Path.Combine(Need.Root, "tests", "Oft.Interop.Tests", "Signatures"), known);
        return (signatures, Compile("Oft.Interop", Path.Combine(Need.Root, "lib", "Oft.Interop"), [.. known, signatures.ToMetadataReference()]));
    }

    private static CSharpCompilation Compile(string name, string folder, IEnumerable<MetadataReference> references)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var files = Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path));
        // What the SDK adds to every project of the house.
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;", options);
        return CSharpCompilation.Create(name, [usings, .. files], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, metadataImportOptions: MetadataImportOptions.Internal));
    }
}
