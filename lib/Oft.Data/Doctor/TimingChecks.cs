namespace Oft.Data.Doctor;

/// <summary>Checks of what follows what: actions and motion, motion and pictures, gripper command and fingers.</summary>
internal static class TimingChecks
{
    private const int looked = 4;                   // episodes whose pictures are decoded
    private const int frames = 150;                 // and at most so many of each

    /// <summary>The action of a step moves the robot from that step to the next; the motion must not come before it, nor long after.</summary>
    public static IEnumerable<Finding> Actions(IReadOnlyList<EpisodeData> episodes)
    {
        var absolute = episodes[0].ActionWidth == episodes[0].ProprioWidth && episodes[0].ActionWidth == 14;
        var pairs = new List<(double[], double[])>();
        foreach (var episode in episodes.Where(x => x.Steps >= 20))
            for (var d = 0; d < Math.Min(absolute ? 14 : 3, Math.Min(episode.ActionWidth, episode.ProprioWidth)); d++)
            {
                var motion = Motion(episode, d);
                // An absolute target moves the robot by what it differs from where the robot is told to be already.
                var cause = absolute ? Differences(episode, d) : [.. Enumerable.Range(0, episode.Steps - 1).Select(t => (double)episode.Action[t * episode.ActionWidth + d])];
                pairs.Add((cause, motion));
            }
        if (pairs.Count == 0) yield break;
        var lag = Lag.Best(pairs);
        if (lag.Correlation < 0.3)
        {
            yield return new Finding("lag", Severity.Note, "action and proprioception", $"no lag makes them correlate (best {lag.Correlation:0.00}); are the actions of another frame or unit than the proprioception?", "compare one episode by eye with oft data show.");
            yield break;
        }
        if (lag.Steps is < 0 or > 2 && lag.Clear)
            yield return new Finding("lag", Severity.Problem, "action and proprioception",
                lag.Steps < 0 ? $"the robot moves {-lag.Steps} steps before the action that moves it (correlation {lag.Correlation:0.00} there, {lag.AtZero:0.00} in place)." : $"the robot moves {lag.Steps} steps after the action that moves it (correlation {lag.Correlation:0.00} there, {lag.AtZero:0.00} in place).",
                $"move the actions {Math.Abs(lag.Steps)} steps {(lag.Steps < 0 ? "earlier" : "later")} before training; a recorder that pairs an observation with another moment's command makes this.");
    }

    /// <summary>Pictures change when the robot moves, in the same step.</summary>
    public static IEnumerable<Finding> Pictures(IReadOnlyList<EpisodeData> episodes)
    {
        for (var camera = 0; camera < episodes[0].Cameras.Count; camera++)
        {
            var pairs = new List<(double[], double[])>();
            foreach (var episode in episodes.Where(x => x.Steps >= 20 && camera < x.Cameras.Count).Take(looked))
            {
                var steps = Math.Min(frames, episode.Steps);
                var change = Changes(episode, camera, steps);
                if (change is null) continue;
                var speed = Enumerable.Range(0, steps - 1).Select(t => Math.Sqrt(Enumerable.Range(0, episode.ProprioWidth).Sum(d => Math.Pow(episode.Proprio[(t + 1) * episode.ProprioWidth + d] - episode.Proprio[t * episode.ProprioWidth + d], 2)))).ToArray();
                pairs.Add((speed, change));
            }
            if (pairs.Count == 0) continue;
            var lag = Lag.Best(pairs);
            if (lag.Steps != 0 && lag.Correlation > 0.4 && lag.Clear)
                yield return new Finding("frames", Severity.Problem, episodes[0].Cameras[camera], $"the pictures follow the robot's motion by {lag.Steps} steps (correlation {lag.Correlation:0.00} there, {lag.AtZero:0.00} in place).", "the camera's frames are shifted: match them by their own time stamps when recording.");
        }
    }

    /// <summary>LIBERO's gripper: −1 opens, +1 closes, and the fingers do what they are told.</summary>
    public static IEnumerable<Finding> Gripper(IReadOnlyList<EpisodeData> episodes)
    {
        if (episodes[0].ActionWidth != 7 || episodes[0].ProprioWidth < 8) yield break;
        var commands = episodes.SelectMany(x => Enumerable.Range(0, x.Steps).Select(t => x.Action[t * 7 + 6])).ToArray();
        if (commands.Min() >= 0 && commands.Max() <= 1 && commands.Any(x => x > 0))
        {
            yield return new Finding("gripper", Severity.Problem, "action 6", $"the gripper's commands lie in {commands.Min():0.##} … {commands.Max():0.##}; expected −1 (open) to +1 (close), as LIBERO records them.", "write 2·g − 1 if 1 means close, 1 − 2·g if 1 means open: training clips everything below 0 away.");
            yield break;
        }
        var pairs = new List<(double[], double[])>();
        foreach (var episode in episodes.Where(x => x.Steps >= 20))
        {
            var width = episode.ProprioWidth;
            var command = Enumerable.Range(0, episode.Steps - 1).Select(t => (double)episode.Action[t * 7 + 6]).ToArray();
            var opening = Enumerable.Range(1, episode.Steps - 1).Select(t => Math.Abs((double)episode.Proprio[t * width + 6] - episode.Proprio[t * width + 7])).ToArray();
            pairs.Add((command, [.. opening.Select(x => -x)]));
        }
        if (pairs.Count == 0) yield break;
        var together = pairs.Average(pair => Lag.Correlate(pair.Item1, pair.Item2));
        if (together < -0.4)
            yield return new Finding("gripper", Severity.Problem, "action 6 and fingers", $"the fingers open when they are told to close (correlation {together:0.00}).", "negate action 6: −1 opens and +1 closes.");
    }

    /// <summary>A camera that repeats frames while the robot moves has lost some.</summary>
    public static IEnumerable<Finding> Repeated(IReadOnlyList<EpisodeData> episodes)
    {
        for (var camera = 0; camera < episodes[0].Cameras.Count; camera++)
        {
            var (repeated, moving) = (0, 0);
            var first = "";
            foreach (var episode in episodes.Where(x => camera < x.FrameHashes.Count))
                for (var t = 1; t < episode.Steps; t++)
                {
                    var width = episode.ProprioWidth;
                    if (episode.Proprio.AsSpan(t * width, width).SequenceEqual(episode.Proprio.AsSpan((t - 1) * width, width))) continue;
                    moving++;
                    if (episode.FrameHashes[camera][t] != episode.FrameHashes[camera][t - 1]) continue;
                    repeated++;
                    if (first.Length == 0) first = $"{episode.Name} step {t}";
                }
            if (repeated > 0 && repeated * 50 >= moving)
                yield return new Finding("repeated", Severity.Warning, $"{episodes[0].Cameras[camera]}, first at {first}", $"{repeated} of {moving} pictures are the one before although the robot moved.", "the camera is slower than the recorder, or frames were lost: lower the rate or record again.");
        }
        foreach (var same in episodes.GroupBy(x => x.Hash()).Where(x => x.Count() > 1))
            yield return new Finding("duplicate", Severity.Warning, string.Join(", ", same.Select(x => x.Name)), "these episodes are the same to the last byte.", "keep one of them; a copy in both train and val hides overfitting.");
    }

    private static double[] Motion(EpisodeData episode, int d) =>
        [.. Enumerable.Range(0, episode.Steps - 1).Select(t => (double)episode.Proprio[(t + 1) * episode.ProprioWidth + d] - episode.Proprio[t * episode.ProprioWidth + d])];

    private static double[] Differences(EpisodeData episode, int d) =>
        [.. Enumerable.Range(0, episode.Steps - 1).Select(t => (double)episode.Action[t * episode.ActionWidth + d] - episode.Proprio[t * episode.ProprioWidth + d])];

    private static double[]? Changes(EpisodeData episode, int camera, int steps)
    {
        var changes = new double[steps - 1];
        byte[]? before = null;
        for (var t = 0; t < steps; t++)
        {
            byte[] now;
            try
            {
                now = episode.Look(camera, t).Pixels.ToArray();
            }
            catch (Imaging.Files.ImageFormatException)
            {
                return null;                                                    // reported where pictures are checked
            }
            if (before is not null && before.Length == now.Length)
            {
                var sum = 0L;
                for (var i = 0; i < now.Length; i += 7) sum += Math.Abs(now[i] - before[i]);
                changes[t - 1] = sum / (now.Length / 7.0);
            }
            before = now;
        }
        return changes;
    }
}
