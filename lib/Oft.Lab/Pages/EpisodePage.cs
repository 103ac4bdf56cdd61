using Oft.Data.Doctor;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;
using Oft.Lab.Charts;

namespace Oft.Lab.Pages;

/// <summary>One episode as a page: film strips above, actions and proprioception below.</summary>
public static class EpisodePage
{
    private const int frames = 24;
    private const int side = 112;

    /// <summary>A complete page. The episode's pictures must still be readable.</summary>
    public static string Of(EpisodeData episode)
    {
        var page = new Page($"Episode {episode.Name}").Facts([("steps", $"{episode.Steps}"), ("sentence", string.Join(" / ", episode.Sentences.Distinct())), ("SHA-256", episode.Hash())]);
        int[] shown = [.. Enumerable.Range(0, Math.Min(frames, episode.Steps)).Select(i => (int)(i * (long)(episode.Steps - 1) / Math.Max(1, Math.Min(frames, episode.Steps) - 1))).Distinct()];
        for (var camera = 0; camera < episode.Cameras.Count; camera++)
        {
            var view = camera;
            page.Film(shown.Select(step => Png.Encode(PillowResize.Apply(episode.Look(view, step), side, side))), $"{episode.Cameras[camera]}: steps {string.Join(", ", shown)}");
        }
        return page
            .Chart(Chart("Actions", episode.Action, episode.ActionWidth, episode.Steps) with { Caption = "As stored, before any normalisation." })
            .Chart(Chart("Proprioception", episode.Proprio, episode.ProprioWidth, episode.Steps) with { Caption = "As stored." })
            .ToHtml();
    }

    private static Figure Chart(string title, float[] values, int width, int steps) => Figures.Lines(Enumerable.Range(0, width)
        .Select(d => ($"{d}", (IReadOnlyList<double>)[.. Enumerable.Range(0, steps).Select(t => (double)values[t * width + d])])), "step", "value, stored units", title);
}
