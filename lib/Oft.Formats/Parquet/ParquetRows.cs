namespace Oft.Formats.Parquet;

/// <summary>Puts the rows of a column together from its leaves and their levels.</summary>
internal sealed class ParquetRows
{
    private readonly string path;
    private readonly Dictionary<int, Cursor> cursors = [];

    private ParquetRows(string path) => this.path = path;

    public static IReadOnlyList<object?> Assemble(ParquetFile file, ParquetNode column, int group)
    {
        var rows = new ParquetRows(file.Path);
        foreach (var leaf in column.Leaves) rows.cursors.Add(leaf.Leaf, new Cursor(file.Read(leaf, group)));
        var all = new object?[file.Groups[group]];
        for (var i = 0; i < all.Length; i++) all[i] = rows.Value(column);
        foreach (var cursor in rows.cursors.Values)
            if (cursor.At != cursor.Values.Entries) throw new DamagedFileException(file.Path, FileFault.Shape, $"'{column.Name}' has more values than the row group has rows.");
        return all;
    }

    private object? Value(ParquetNode node)
    {
        if (node.Repeated) return Elements(node);
        if (node.Optional && First(node).Level < node.Definition) return Skip(node);
        if (node.List) return Elements(node.Children[0]);
        return node.Leaf >= 0 ? Leaf(node) : node.Children.ToDictionary(x => x.Name, Value);
    }

    private List<object?> Elements(ParquetNode repeated)
    {
        var elements = new List<object?>();
        var first = First(repeated);
        if (first.Level < repeated.Definition)
        {
            Skip(repeated);
            return elements;
        }
        do elements.Add(Element(repeated));
        while (!first.Done && first.Repeats == repeated.Repetition);
        return elements;
    }

    // The repeated group of a list has one child, the element; older files repeat the element itself.
    private object? Element(ParquetNode repeated) => repeated.Leaf >= 0 ? Leaf(repeated)
        : repeated.Children is [var element] ? Value(element)
        : repeated.Children.ToDictionary(x => x.Name, Value);

    private object? Leaf(ParquetNode leaf) => cursors[leaf.Leaf].Take(leaf, path);

    private object? Skip(ParquetNode node)
    {
        foreach (var leaf in node.Leaves) cursors[leaf.Leaf].Pass(path);
        return null;
    }

    private Cursor First(ParquetNode node)
    {
        var cursor = cursors[node.Leaves.First().Leaf];
        return !cursor.Done ? cursor : throw new DamagedFileException(path, FileFault.Shape, $"'{node.Name}' has fewer values than the row group has rows.");
    }

    private sealed class Cursor(ParquetValues values)
    {
        private int value;

        public ParquetValues Values => values;

        public int At { get; private set; }

        public bool Done => At >= values.Entries;

        public int Level => values.Definition.Length > 0 ? values.Definition[At] : 0;

        public int Repeats => values.Repetition.Length > 0 ? values.Repetition[At] : 0;

        public object? Take(ParquetNode leaf, string path)
        {
            if (Done || value >= values.Values.Length || (values.Definition.Length > 0 && Level != leaf.Definition))
                throw new DamagedFileException(path, FileFault.Shape, $"'{leaf.Name}': levels and values contradict each other.");
            At++;
            return values.Values.GetValue(value++);
        }

        public void Pass(string path)
        {
            if (Done) throw new DamagedFileException(path, FileFault.Shape, "levels end before the rows do.");
            At++;
        }
    }
}
