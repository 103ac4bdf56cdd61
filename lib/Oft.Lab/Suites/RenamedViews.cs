using Oft.Contracts;

namespace Oft.Lab.Suites;

/// <summary>A policy in a world that calls its cameras otherwise: views are taken by their place, as over the wire, the first ones where it knows fewer.</summary>
/// <param name="policy">Expects the names below.</param>
/// <param name="views">In its order.</param>
internal sealed class RenamedViews(IBatchPolicy policy, IReadOnlyList<string> views) : IBatchPolicy
{
    public ActionChunk Act(Observation observation) => policy.Act(Renamed(observation));

    public IReadOnlyList<ActionChunk> Act(IReadOnlyList<Observation> observations) => policy.Act([.. observations.Select(Renamed)]);

    private Observation Renamed(Observation observation) =>
        observation with { Views = [.. observation.Views.Take(views.Count).Select((view, i) => new CameraImage(views[i], view.Width, view.Height, view.Rgb))] };
}
