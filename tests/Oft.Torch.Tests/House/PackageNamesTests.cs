using System.Reflection;

namespace Oft.Torch.Tests.House;

public sealed class PackageNamesTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, Dictionary<string, string[]>> package = Read();

    [Fact]
    public void Every_public_name_of_namespace_TorchSharp_is_one_the_package_has()
    {
        var strangers = new List<string>();
        foreach (var type in typeof(torch).Assembly.GetExportedTypes().Where(type => type.Namespace?.StartsWith("TorchSharp") == true))
        {
            if (!package.ContainsKey(NameOf(type)))
            {
                strangers.Add(NameOf(type));
                continue;
            }
            strangers.AddRange(MembersOf(type).Where(member => !Known(type, member.Name, member.Parameters))
                .Select(member => $"{NameOf(type)}.{member.Name}{member.Parameters}"));
        }

        Assert.True(strangers.Count == 0, $"the package has no such name or parameter names:\n{string.Join("\n", strangers)}");
    }

    private static IEnumerable<(string Name, string? Parameters)> MembersOf(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => (name, (string?)null));
        if (typeof(Delegate).IsAssignableFrom(type)) return [];
        var methods = type.GetMethods(Own).Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            .Where(method => method.GetBaseDefinition().DeclaringType != typeof(object))
            .Select(method => method.Name.StartsWith("op_", StringComparison.Ordinal) ? (OperatorOf(method.Name), null) : (method.Name, ParametersOf(method)));
        var properties = type.GetProperties(Own).Select(property => property.GetIndexParameters() is { Length: > 0 } indices
            ? ("Item", Joined(indices)) : (property.Name, (string?)null));
        var fields = type.GetFields(Own).Select(field => (field.Name, (string?)null));
        var constructors = type.GetConstructors(Own).Select(constructor => (".ctor", (string?)ParametersOf(constructor)));
        return methods.Concat(properties).Concat(fields).Concat(constructors)!;
    }

    // A member may override one that the package declares further up.
    private static bool Known(Type type, string name, string? parameters)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            var declared = at.IsGenericType ? at.GetGenericTypeDefinition() : at;
            if (package.TryGetValue(NameOf(declared), out var members) && members.TryGetValue(name, out var overloads)
                && (parameters is null || overloads.Length == 0 || overloads.Contains(parameters)))
                return true;
        }
        return false;
    }

    private static string? ParametersOf(MethodBase method) => Joined(method.GetParameters());

    private static string Joined(ParameterInfo[] parameters) => $"({string.Join(",", parameters.Select(parameter => parameter.Name))})";

    private static string NameOf(Type type)
    {
        var name = type.IsNested ? $"{NameOf(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        return name.StartsWith("TorchSharp.", StringComparison.Ordinal) ? name["TorchSharp.".Length..] : name;
    }

    private static string OperatorOf(string name) => name switch
    {
        "op_Implicit" => "implicit operator",
        "op_Explicit" => "explicit operator",
        "op_Addition" => "operator +",
        "op_Subtraction" or "op_UnaryNegation" => "operator -",
        "op_Multiply" => "operator *",
        "op_Division" => "operator /",
        "op_Modulus" => "operator %",
        "op_Equality" => "operator ==",
        "op_Inequality" => "operator !=",
        "op_LessThan" => "operator <",
        "op_LessThanOrEqual" => "operator <=",
        "op_GreaterThan" => "operator >",
        "op_GreaterThanOrEqual" => "operator >=",
        "op_BitwiseAnd" => "operator &",
        "op_BitwiseOr" => "operator |",
        "op_ExclusiveOr" => "operator ^",
        "op_OnesComplement" => "operator ~",
        _ => name,
    };

    private static Dictionary<string, Dictionary<string, string[]>> Read()
    {
        var types = new Dictionary<string, Dictionary<string, string[]>>();
        var members = new Dictionary<string, string[]>();
        foreach (var line in File.ReadLines(Need.Golden("torchsharp-names/names.txt")))
        {
            if (line.StartsWith("TYPE ", StringComparison.Ordinal))
            {
                types[line[5..]] = members = [];
                continue;
            }
            var parenthesis = line.IndexOf(" (", StringComparison.Ordinal);
            var name = parenthesis < 0 ? line[1..] : line[1..parenthesis];
            members[name] = parenthesis < 0 ? [] : line[(parenthesis + 1)..].Split('|');
        }
        return types;
    }
}
