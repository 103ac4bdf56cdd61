namespace Oft.Aloha.Ros1.Types;

/// <summary>A type as two nodes compare it.</summary>
/// <param name="Name"><c>package/Name</c>.</param>
/// <param name="Md5">In hex; <c>*</c> agrees with all.</param>
/// <param name="Definition">Its text and the texts of the messages inside, as connection headers carry them.</param>
public sealed record RosType(string Name, string Md5, string Definition);
