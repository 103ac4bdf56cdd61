namespace Oft.Data.Manifests;

/// <summary>Under what terms it may be used.</summary>
/// <param name="Name">Its name, or that the source states none.</param>
/// <param name="Address">Where the terms stand.</param>
public sealed record ManifestLicence(string Name, string Address);
