namespace Oft.Data.LeRobot;

/// <summary>One thing recorded in every frame.</summary>
/// <param name="Key">Its name, which may hold dots.</param>
/// <param name="Kind">image, video, string, or a NumPy name: float32, int64, bool, …</param>
/// <param name="Shape">As stated; [1] is a scalar column. For pictures [H, W, 3] or [3, H, W].</param>
public sealed record LeRobotFeature(string Key, string Kind, IReadOnlyList<int> Shape)
{
    /// <summary>True for cameras.</summary>
    public bool IsPicture => IsImage || IsVideo;

    /// <summary>True for pictures in the Parquet files.</summary>
    public bool IsImage => Kind == "image";

    /// <summary>True for pictures in MP4 files.</summary>
    public bool IsVideo => Kind == "video";

    /// <summary>True for text.</summary>
    public bool IsText => Kind == "string";

    /// <summary>True for numbers and flags.</summary>
    public bool IsNumeric => !IsPicture && !IsText;

    /// <summary>Numbers a frame.</summary>
    public int Width => Shape.Aggregate(1, (product, x) => checked(product * x));

    /// <summary>Lists around a number in the Parquet file: none for [1].</summary>
    public int Rank => Shape is [1] or [] ? 0 : Shape.Count;
}
