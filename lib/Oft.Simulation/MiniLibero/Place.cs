namespace Oft.Simulation.MiniLibero;

/// <summary>A marked box in a thing's frame, or in its moving part's.</summary>
/// <param name="Name">Its name after the instance's: <c>top_region</c> of <c>cabinet_1_top_region</c>.</param>
/// <param name="Center">[3] metres.</param>
/// <param name="Half">[3] half sizes.</param>
/// <param name="OnPart">True when it travels with the moving part.</param>
/// <param name="Painted">True for a place on the table itself, which nobody owns.</param>
/// <param name="Drop">How far above it a thing is let go of.</param>
internal sealed record Place(string Name, double[] Center, double[] Half, bool OnPart = false, bool Painted = false, double Drop = 0.004);
