namespace Oft.Formats.Pickle;

/// <summary>A tuple: what a call takes as its arguments.</summary>
internal sealed record PickleTuple(IReadOnlyList<object?> Items)
{
    public static PickleTuple Empty { get; } = new([]);
}
