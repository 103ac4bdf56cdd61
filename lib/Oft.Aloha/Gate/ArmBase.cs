namespace Oft.Aloha.Gate;

/// <summary>An arm and where it stands on the table.</summary>
/// <param name="Name">What it is called: left, right.</param>
/// <param name="X">Across, m; two arms face each other along it and meet at 0.</param>
/// <param name="Y">Along the table's edge, m.</param>
/// <param name="Z">Above the table, m.</param>
/// <param name="Yaw">Where it looks, rad from +x.</param>
public sealed record ArmBase(string Name, double X, double Y, double Z, double Yaw);
