namespace Oft.Data.Doctor;

/// <summary>Checks that need only the numbers of episodes.</summary>
internal static class NumberChecks
{
    public static IEnumerable<Finding> Broken(EpisodeData episode)
    {
        foreach (var (field, values, width) in new[] { ("action", episode.Action, episode.ActionWidth), ("proprioception", episode.Proprio, episode.ProprioWidth) })
        {
            var at = Array.FindIndex(values, value => !float.IsFinite(value));
            if (at >= 0)
                yield return new Finding("nan", Severity.Problem, $"{episode.Name}, {field}, step {at / width}", $"{field} {at % width} is {values[at]} at step {at / width}.", "leave this episode out: one such number spoils the statistics of the whole set.");
        }
    }

    public static IEnumerable<Finding> Frozen(EpisodeData episode)
    {
        var (width, run, longest, end) = (episode.ActionWidth, 1, 1, 0);
        for (var t = 1; t < episode.Steps; t++)
        {
            run = episode.Action.AsSpan(t * width, width).SequenceEqual(episode.Action.AsSpan((t - 1) * width, width)) ? run + 1 : 1;
            if (run > longest) (longest, end) = (run, t);
        }
        if (longest >= 20 && longest * 4 >= episode.Steps)
            yield return new Finding("frozen", Severity.Warning, $"{episode.Name}, steps {end - longest + 1} to {end}", $"the action does not change for {longest} of {episode.Steps} steps.", "cut the pause, or check that the recorder did not stall.");
    }

    public static IEnumerable<Finding> Saturated(IReadOnlyList<EpisodeData> episodes)
    {
        for (var d = 0; d < episodes[0].ActionWidth; d++)
        {
            var column = Column(episodes, x => x.Action, d);
            if ((episodes[0].ActionWidth == 7 && d == 6) || column.Distinct().Take(4).Count() < 4) continue;   // a gripper, or a constant: its ends are meant
            var (low, high) = (column.Min(), column.Max());
            var share = (column.Count(x => x == low || x == high) - 2) / (double)column.Length;      // one of each is no limit
            if (column.Length >= 100 && share > 0.1)
                yield return new Finding("saturated", Severity.Warning, $"action {d}", $"{share:P0} of the actions are exactly {low:0.###} or {high:0.###}.", "the controller was at its limit: scale the teleoperation, or the policy learns to push.");
        }
    }

    public static IEnumerable<Finding> Constant(IReadOnlyList<EpisodeData> episodes)
    {
        foreach (var (name, width, part) in new (string, int, Func<EpisodeData, float[]>)[] { ("proprioception", episodes[0].ProprioWidth, x => x.Proprio), ("action", episodes[0].ActionWidth, x => x.Action) })
            for (var d = 0; d < width; d++)
            {
                var column = Column(episodes, part, d);
                if (column.All(x => x == column[0]))
                    yield return new Finding("constant", Severity.Warning, $"{name} {d}", $"it is {column[0]:0.####} in every step of every episode.", "training sees 0 there and acting −1: make sure the sensor is connected, or drop the dimension.");
            }
    }

    public static IEnumerable<Finding> Outliers(IReadOnlyList<EpisodeData> episodes)
    {
        for (var d = 0; d < episodes[0].ActionWidth; d++)
        {
            var column = Column(episodes, x => x.Action, d).Where(float.IsFinite).Order().ToArray();
            if (column.Length < 100) continue;
            var (low, high) = (column[column.Length / 100], column[column.Length - 1 - column.Length / 100]);
            var beyond = Math.Max(low - column[0], column[^1] - high);
            if (high > low && beyond > 10 * (high - low))
                yield return new Finding("outlier", Severity.Warning, $"action {d}", $"98 % of the actions lie in {low:0.###} … {high:0.###}, yet one is {(column[^1] - high >= low - column[0] ? column[^1] : column[0]):0.###}.", "look at that episode; with min/max bounds a single spike flattens everything else.");
        }
    }

    public static IEnumerable<Finding> Lengths(IReadOnlyList<EpisodeData> episodes, int chunkLength)
    {
        var tooShort = episodes.Where(x => x.Steps < chunkLength).ToList();
        if (tooShort.Count > 0)
            yield return new Finding("short", Severity.Warning, tooShort[0].Name, $"{tooShort.Count} episodes are shorter than a chunk of {chunkLength} steps (the first: {tooShort[0].Steps}); no sample begins in them.", "nothing breaks here; the reference's training stops at an episode of fewer than K − 1 steps.");
        var unlabelled = episodes.Where(x => x.Sentences.All(sentence => sentence.Length == 0)).ToList();
        if (unlabelled.Count > 0)
            yield return new Finding("unlabelled", Severity.Warning, unlabelled[0].Name, $"{unlabelled.Count} episodes have no instruction and are skipped.", "write the task into language_instruction.");
    }

    private static float[] Column(IReadOnlyList<EpisodeData> episodes, Func<EpisodeData, float[]> part, int d) =>
        [.. episodes.SelectMany(x => Enumerable.Range(0, x.Steps).Select(t => part(x)[t * (part(x).Length / x.Steps) + d]))];
}
