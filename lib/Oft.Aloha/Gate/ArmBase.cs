namespace Oft.Aloha.Gate;

/// <summary>Where an arm stands on the table.</summary>
/// <param name="X">Across, m; the arms face each other along it and meet at 0.</param>
/// <param name="Y">Along the table's edge, m.</param>
/// <param name="Z">Above the table, m.</param>
/// <param name="Yaw">Where it looks, rad from +x.</param>
public sealed record ArmBase(double X, double Y, double Z, double Yaw);
