// What lib/Oft.Interop uses of Deedle 8.1.0: signatures only.
namespace Deedle;

public interface ISeries<K>;

public class Series<K, V> : ISeries<K>
{
    public Series(K[] keys, V[] values) => throw null!;
}

public class Frame<TRowKey, TColumnKey>
{
    public Frame(IEnumerable<TColumnKey> names, IEnumerable<ISeries<TRowKey>> columns) => throw null!;
    public int RowCount => throw null!;
    public IEnumerable<TColumnKey> ColumnKeys => throw null!;
}
