namespace Oft.Data.LeRobot;

/// <summary>Values of one feature over consecutive frames, as the lerobot package hands them out: float32, int64, bool or text.</summary>
/// <param name="Key">The feature.</param>
/// <param name="Width">Values a frame.</param>
/// <param name="Values">[N · Width] float[], long[], bool[] or string[], row-major.</param>
public sealed record LeRobotColumn(string Key, int Width, Array Values)
{
    /// <summary>N.</summary>
    public int Rows => Values.Length / Width;

    /// <summary>Some of its rows, copied.</summary>
    public LeRobotColumn Slice(int first, int rows)
    {
        var part = Array.CreateInstance(Values.GetType().GetElementType()!, rows * Width);
        Array.Copy(Values, first * Width, part, 0, part.Length);
        return this with { Values = part };
    }

    /// <summary>[N · Width] as float32; flags are 0 and 1.</summary>
    /// <exception cref="InvalidOperationException">It is text.</exception>
    public float[] Floats() => Values switch
    {
        float[] numbers => numbers,
        long[] whole => Array.ConvertAll(whole, x => (float)x),
        bool[] flags => Array.ConvertAll(flags, x => x ? 1f : 0f),
        _ => throw new InvalidOperationException($"'{Key}' is text; expected numbers."),
    };

    /// <summary>[N] whole numbers.</summary>
    /// <exception cref="InvalidOperationException">They are not whole numbers.</exception>
    public long[] Integers() => Values as long[] ?? throw new InvalidOperationException($"'{Key}' holds no whole numbers.");

    /// <summary>[N] texts.</summary>
    /// <exception cref="InvalidOperationException">It is not text.</exception>
    public string[] Texts() => Values as string[] ?? throw new InvalidOperationException($"'{Key}' is no text.");
}
