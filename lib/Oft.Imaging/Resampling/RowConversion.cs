namespace Oft.Imaging.Resampling;

/// <summary>Turns the samples of a source row, bytes or floats, into the float32 that is computed with.</summary>
internal delegate void RowConversion<T>(ReadOnlySpan<T> from, Span<float> to);
