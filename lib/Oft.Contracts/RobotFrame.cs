namespace Oft.Contracts;

/// <summary>The latest picture of one camera.</summary>
/// <param name="Image">8-bit RGB, named as the view in <see cref="RobotSpec.Views"/>.</param>
/// <param name="Number">Counts this camera's pictures from 1.</param>
/// <param name="Received">When it arrived, on the clock that ages are taken from.</param>
/// <param name="Changed">When a picture with other bytes than the one before last arrived: a camera that repeats itself stands still here.</param>
/// <param name="Stamp">What the camera's clock says.</param>
public sealed record RobotFrame(CameraImage Image, long Number, long Received, long Changed, DateTimeOffset Stamp);
