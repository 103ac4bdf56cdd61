namespace Oft.Data.Rlds;

/// <summary>A camera of a data set: what the policy calls it and what the record calls it.</summary>
/// <param name="View">primary, wrist, left_wrist, right_wrist.</param>
/// <param name="Field">The field below <c>steps/observation</c>.</param>
public sealed record CameraField(string View, string Field);
