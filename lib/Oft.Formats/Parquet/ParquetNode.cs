using ParquetSharp;
using ParquetSharp.Schema;

namespace Oft.Formats.Parquet;

/// <summary>A column of a Parquet schema, or a part of one.</summary>
public sealed class ParquetNode
{
    private const int mostDeep = 16;
    private const int mostColumns = 1 << 14;

    private ParquetNode(Node node, short definition, short repetition)
    {
        Name = node.Name;
        Optional = node.Repetition == ParquetSharp.Repetition.Optional;
        Repeated = node.Repetition == ParquetSharp.Repetition.Repeated;
        Definition = (short)(definition + (Optional || Repeated ? 1 : 0));
        Repetition = (short)(repetition + (Repeated ? 1 : 0));
    }

    /// <summary>Its own name, whole.</summary>
    public string Name { get; }

    /// <summary>True where it may be null.</summary>
    public bool Optional { get; }

    /// <summary>True where it stands any number of times.</summary>
    public bool Repeated { get; }

    /// <summary>The definition level at which it is there.</summary>
    public short Definition { get; }

    /// <summary>Lists around it, itself included.</summary>
    public short Repetition { get; }

    /// <summary>Its parts; empty for a leaf.</summary>
    public IReadOnlyList<ParquetNode> Children { get; private set; } = [];

    /// <summary>True where it is a list and its one child holds the elements.</summary>
    public bool List { get; private set; }

    /// <summary>The number of the leaf in the file, or -1.</summary>
    public int Leaf { get; private set; } = -1;

    /// <summary>bool, int32, int64, float32, float64, text, bytes, float16 or other; for a leaf.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>True for text.</summary>
    public bool Text => Kind == "text";

    /// <summary>True for numbers of 16 bits with a point.</summary>
    public bool Half => Kind == "float16";

    /// <summary>True for whole numbers without sign.</summary>
    public bool Unsigned => Kind.StartsWith("uint", StringComparison.Ordinal);

    /// <summary>The leaves below, or itself.</summary>
    public IEnumerable<ParquetNode> Leaves => Leaf >= 0 ? [this] : Children.SelectMany(x => x.Leaves);

    internal static IReadOnlyList<ParquetNode> Roots(SchemaDescriptor schema, string path)
    {
        if (schema.NumColumns > mostColumns) throw new DamagedFileException(path, FileFault.Limit, $"{schema.NumColumns} columns; expected at most {mostColumns}.");
        var leaf = 0;
        using var root = schema.GroupNode;
        return [.. root.Fields.Select(x => Make(x, 0, 0, ref leaf, 0, path))];
    }

    private static ParquetNode Make(Node node, short definition, short repetition, ref int leaf, int depth, string path)
    {
        using var own = node;
        if (depth > mostDeep) throw new DamagedFileException(path, FileFault.Limit, $"columns are nested more than {mostDeep} deep.");
        var made = new ParquetNode(node, definition, repetition);
        if (node is GroupNode group)
        {
            var children = new List<ParquetNode>();
            foreach (var field in group.Fields) children.Add(Make(field, made.Definition, made.Repetition, ref leaf, depth + 1, path));
            made.Children = children;
            using var logical = node.LogicalType;
            made.List = logical is ListLogicalType && children is [{ Repeated: true }];
            return made;
        }
        made.Leaf = leaf++;
        made.Kind = KindOf((PrimitiveNode)node);
        return made;
    }

    private static string KindOf(PrimitiveNode node)
    {
        using var logical = node.LogicalType;
        return node.PhysicalType switch
        {
            PhysicalType.Boolean => "bool",
            PhysicalType.Int32 or PhysicalType.Int64 when logical is IntLogicalType whole => $"{(whole.IsSigned ? "" : "u")}int{whole.BitWidth}",
            PhysicalType.Int32 => "int32",
            PhysicalType.Int64 => "int64",
            PhysicalType.Float => "float32",
            PhysicalType.Double => "float64",
            PhysicalType.ByteArray => logical is StringLogicalType or EnumLogicalType or JsonLogicalType ? "text" : "bytes",
            PhysicalType.FixedLenByteArray when logical is Float16LogicalType && node.TypeLength == 2 => "float16",
            _ => "other",
        };
    }
}
