namespace Oft.Data.Sampling;

/// <summary>Numbers in single precision, as statistics and models take them.</summary>
internal static class Singles
{
    public static float[] Of(ReadOnlySpan<double> values)
    {
        var singles = new float[values.Length];
        for (var i = 0; i < singles.Length; i++) singles[i] = (float)values[i];
        return singles;
    }
}
