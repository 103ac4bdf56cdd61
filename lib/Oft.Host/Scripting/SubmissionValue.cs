using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Oft.Host.Scripting;

/// <summary>Whether a submission has a value to show.</summary>
internal static class SubmissionValue
{
    /// <summary>True where the last statement is an expression without a semicolon that is not void, or returns somewhere.</summary>
    public static bool Has(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        if (((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is not GlobalStatementSyntax { Statement: var last }) return false;
        if (last is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } shown)
            return compilation.GetSemanticModel(tree).GetTypeInfo(shown.Expression) is var type && (type.ConvertedType ?? type.Type)?.SpecialType is not SpecialType.System_Void;
        return last.DescendantNodesAndSelf(node => node is not (LambdaExpressionSyntax or AnonymousMethodExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().Any();
    }
}
