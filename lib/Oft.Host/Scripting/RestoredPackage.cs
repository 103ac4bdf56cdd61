namespace Oft.Host.Scripting;

/// <summary>A package as it lies on disk.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">The version that was chosen.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Compile">Assemblies to compile against.</param>
/// <param name="Runtime">Assemblies to run with.</param>
/// <param name="Native">Native libraries for this machine.</param>
internal sealed record RestoredPackage(string Name, string Version, string Folder, IReadOnlyList<string> Compile, IReadOnlyList<string> Runtime, IReadOnlyList<string> Native);
