namespace Oft.Formats.Pickle;

/// <summary>A name a pickle may mention, and what this library puts in its place. Nothing is ever looked up by that name.</summary>
/// <param name="Name">Module and name, as in <c>collections.OrderedDict</c>.</param>
/// <param name="Call">What calling it gives, from its arguments; null where it may only be mentioned.</param>
internal sealed record PickleGlobal(string Name, Func<IReadOnlyList<object?>, object?>? Call = null);
