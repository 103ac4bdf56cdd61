using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Oft.Host.Documents;
using Oft.Host.Scripting;

namespace Oft.Host.Jupyter;

/// <summary>What the compiler knows about code that is being typed, the cells that ran included.</summary>
/// <param name="session">The session whose names can be seen.</param>
internal sealed class CodeInsight(ScriptSession session)
{
    private const int MostMatches = 1000;
    private static readonly SymbolDisplayFormat signature = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>Whether a cell is whole: <c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and the indent of the next line.</summary>
    public static (string Status, string Indent) Completeness(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.CSharp14));
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            var last = code.TrimEnd('\n').Split('\n')[^1];
            var indent = last[..(last.Length - last.TrimStart().Length)];
            return ("incomplete", last.TrimEnd().EndsWith('{') ? indent + "    " : indent);
        }
        return (tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }

    /// <summary>Names that fit at a place.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">UTF-16 index of the cursor.</param>
    /// <returns>Where the word begins, and the names with kind and signature.</returns>
    public (int Start, IReadOnlyList<(string Name, string Kind, string Signature)> Matches) Complete(string code, int position)
    {
        var start = position;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '@')) start--;
        var word = code[start..position];
        var line = code.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        if (code[line..start] == "#!")
            return (line, [.. Languages.Offered.Select(name => "#!" + name).Concat(CellSplitter.Actions.Keys).Where(name => name.StartsWith("#!" + word, StringComparison.Ordinal)).Select(name => (name, "directive", name))]);
        var (model, root) = Model(code);
        var symbols = Visible(model, root, start, out var members);
        List<(string, string, string)> matches = [.. symbols
            .Where(symbol => symbol.CanBeReferencedByName && !symbol.IsImplicitlyDeclared && symbol.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor })
            .GroupBy(symbol => symbol.Name)
            .Select(group => (group.Key, Kind(group.First()), group.First().ToDisplayString(signature) + (group.Count() > 1 ? $" (+ {group.Count() - 1} more)" : "")))];
        if (!members) matches.AddRange(SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(keyword => keyword.StartsWith(word, StringComparison.Ordinal) && word.Length > 0 && keyword[0] != '_').Distinct().Select(keyword => (keyword, "keyword", keyword)));
        return (start, [.. matches.OrderBy(match => !match.Item1.StartsWith(word, StringComparison.Ordinal)).ThenBy(match => match.Item1, StringComparer.OrdinalIgnoreCase).Take(MostMatches)]);
    }

    /// <summary>The symbols meant at a place: the name under the cursor, or the method whose arguments are being written.</summary>
    public IReadOnlyList<ISymbol> Meant(string code, int position)
    {
        var (model, root) = Model(code);
        if (root.FullSpan.Length == 0) return [];
        var token = root.FindToken(Math.Clamp(position, 0, root.FullSpan.End - 1));
        if (!token.IsKind(SyntaxKind.IdentifierToken) && position > 0) token = root.FindToken(position - 1);
        if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is { } node)
        {
            if (model.GetDeclaredSymbol(node) is { } declared) return [declared];
            if (Symbols(model.GetSymbolInfo(node)) is { Count: > 0 } found) return found;
            if (model.GetTypeInfo(node).Type is { TypeKind: not TypeKind.Error } type) return [type];
        }
        var call = token.Parent?.AncestorsAndSelf().FirstOrDefault(one => one is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);
        return call switch
        {
            InvocationExpressionSyntax invocation => model.GetMemberGroup(invocation.Expression) is { Length: > 0 } group ? group : Symbols(model.GetSymbolInfo(invocation)),
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type is INamedTypeSymbol made ? [.. made.InstanceConstructors] : [],
            _ => [],
        };
    }

    private (SemanticModel Model, SyntaxNode Root) Model(string code)
    {
        // Directives are not C#; blanked, they keep every position.
        var plain = string.Join('\n', code.Split('\n').Select(line => line.StartsWith("#!", StringComparison.Ordinal) || line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i ", StringComparison.Ordinal) ? new string(' ', line.Length) : line));
        var compilation = session.Continue(plain, "insight.csx").GetCompilation();
        var tree = compilation.SyntaxTrees.Single();
        return (compilation.GetSemanticModel(tree), tree.GetRoot());
    }

    private static IEnumerable<ISymbol> Visible(SemanticModel model, SyntaxNode root, int start, out bool members)
    {
        members = true;
        var before = start > 0 ? root.FindToken(start - 1) : default;
        if (before.IsKind(SyntaxKind.DotToken))
            switch (before.Parent)
            {
                case MemberAccessExpressionSyntax access: return Members(model, access.Expression, start);
                case MemberBindingExpressionSyntax binding when binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault() is { } conditional: return Members(model, conditional.Expression, start);
                case QualifiedNameSyntax name: return model.GetSymbolInfo(name.Left).Symbol is INamespaceOrTypeSymbol left ? model.LookupNamespacesAndTypes(start, left) : [];
            }
        members = false;
        return before.Parent?.AncestorsAndSelf().OfType<UsingDirectiveSyntax>().Any() == true ? model.LookupNamespacesAndTypes(start) : model.LookupSymbols(start);
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, ExpressionSyntax owner, int start)
    {
        var meant = model.GetSymbolInfo(owner).Symbol;
        if (meant is INamespaceSymbol space) return space.GetMembers();
        if (meant is INamedTypeSymbol named) return model.LookupSymbols(start, named).Where(symbol => symbol.IsStatic || symbol is INamedTypeSymbol);
        var type = model.GetTypeInfo(owner).Type;
        return type is null or { TypeKind: TypeKind.Error } ? [] : model.LookupSymbols(start, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not INamedTypeSymbol || symbol is IMethodSymbol { ReducedFrom: not null });
    }

    private static IReadOnlyList<ISymbol> Symbols(SymbolInfo info) => info.Symbol is { } one ? [one] : info.CandidateSymbols;

    private static string Kind(ISymbol symbol) => symbol switch
    {
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IFieldSymbol or ILocalSymbol or IParameterSymbol => "instance",
        INamespaceSymbol => "module",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        ITypeSymbol => "class",
        _ => "statement",
    };
}
