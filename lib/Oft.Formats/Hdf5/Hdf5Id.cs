namespace Oft.Formats.Hdf5;

/// <summary>An identifier of the library, given back when its scope ends; 0 and below are none.</summary>
internal readonly struct Hdf5Id(long value) : IDisposable
{
    public long Value { get; } = value;

    public void Dispose()
    {
        if (Value > 0) Hdf5Library.H5Idec_ref(Value);
    }
}
