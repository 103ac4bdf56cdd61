namespace Oft.Imaging.Resampling;

/// <summary>Where one result row or column of a crop falls in the source.</summary>
/// <param name="Inside">False where there is nothing to sample.</param>
/// <param name="Before">The source sample at or before it.</param>
/// <param name="After">The source sample at or after it.</param>
/// <param name="Part">How far it lies from the one to the other.</param>
internal readonly record struct CropAxis(bool Inside, int Before, int After, float Part)
{
    internal static CropAxis[] Sample(float from, float to, int sources, int results)
    {
        float last = sources - 1;
        var step = results > 1 ? (to - from) * last / (results - 1) : 0;
        var axis = new CropAxis[results];
        for (var i = 0; i < results; i++)
        {
            var place = results > 1 ? from * last + i * step : 0.5f * ((from + to) * last);
            if (!(place >= 0 && place <= last)) continue;        // a box that is not a number is outside too
            var before = MathF.Floor(place);
            axis[i] = new CropAxis(true, (int)before, (int)MathF.Ceiling(place), place - before);
        }
        return axis;
    }
}
