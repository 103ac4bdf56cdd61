namespace Oft.Formats.Parquet;

/// <summary>A leaf of one row group as it is stored: values without nulls, and levels that say where they belong.</summary>
/// <param name="Values">bool, long, ulong, float, double, string or byte[] elements; nulls are left out.</param>
/// <param name="Entries">Values, nulls and empty lists together.</param>
/// <param name="Definition">[Entries] how many optional or repeated steps of the path are there; empty where none is.</param>
/// <param name="Repetition">[Entries] at which list the entry continues, 0 at a new row; empty where the leaf is in no list.</param>
public sealed record ParquetValues(Array Values, int Entries, short[] Definition, short[] Repetition);
