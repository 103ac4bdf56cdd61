namespace Oft.Formats.Pickle;

/// <summary>A dictionary in the order it was pickled. Keys are not hashed, so nothing in a pickle chooses how long that takes.</summary>
internal sealed class PickleDictionary : List<KeyValuePair<object?, object?>>;
