namespace Oft.Data.Doctor;

/// <summary>What tells one episode from every other.</summary>
/// <param name="Episode">Its name in its folder.</param>
/// <param name="Steps">T.</param>
/// <param name="Sha256">Of its numbers, sentences and stored pictures.</param>
/// <param name="Frames">Per camera and step, 16 hex digits of the stored picture's hash.</param>
public sealed record Fingerprint(string Episode, int Steps, string Sha256, IReadOnlyDictionary<string, IReadOnlyList<string>> Frames)
{
    /// <summary>Of one episode.</summary>
    public static Fingerprint Of(EpisodeData episode) => new(episode.Name, episode.Steps, episode.Hash(),
        episode.Cameras.Zip(episode.FrameHashes).ToDictionary(x => x.First, x => (IReadOnlyList<string>)[.. x.Second.Select(hash => $"{hash:x16}")]));

    /// <summary>What one set has that the other has not: episodes, frames, or the same frames at other steps.</summary>
    /// <param name="before">The set that was converted or released.</param>
    /// <param name="after">The set that came out.</param>
    public static IReadOnlyList<Finding> Compare(IReadOnlyList<Fingerprint> before, IReadOnlyList<Fingerprint> after)
    {
        var findings = new List<Finding>();
        var same = after.Select(x => x.Sha256).ToHashSet();
        var free = after.Where(x => before.All(y => y.Sha256 != x.Sha256)).ToList();
        foreach (var lost in before.Where(x => !same.Contains(x.Sha256)))
        {
            // The episode that shares most pictures with it is what became of it.
            var frames = lost.Frames.Values.SelectMany(x => x).ToHashSet();
            var heir = free.Select(x => (Episode: x, Shared: x.Frames.Values.SelectMany(y => y).Count(frames.Contains))).OrderByDescending(x => x.Shared).FirstOrDefault();
            if (heir.Episode is null || heir.Shared == 0)
            {
                findings.Add(new Finding("lost", Severity.Problem, lost.Episode, "the episode is gone: no episode of the other set shares a picture with it.", "convert it again."));
                continue;
            }
            free.Remove(heir.Episode);
            findings.AddRange(Differences(lost, heir.Episode));
        }
        findings.AddRange(free.Select(x => new Finding("new", Severity.Warning, x.Episode, "the episode is in none of the first set.", "find out where it comes from.")));
        return findings;
    }

    private static IEnumerable<Finding> Differences(Fingerprint before, Fingerprint after)
    {
        var found = false;
        foreach (var (camera, frames) in before.Frames)
        {
            if (!after.Frames.TryGetValue(camera, out var now)) continue;
            var missing = frames.Except(now).ToHashSet();
            var step = Enumerable.Range(0, frames.Count).FirstOrDefault(t => missing.Contains(frames[t]), -1);
            if (step >= 0)
                yield return new Finding("lost-frames", Severity.Problem, $"{before.Episode}, {camera}, step {step}", $"{missing.Count} of {frames.Count} pictures are gone; the first is that of step {step}.", "convert it again.");
            // The shift of the last picture both have: what was lost before it moved it.
            var last = Enumerable.Range(0, frames.Count).LastOrDefault(t => now.Contains(frames[t]), -1);
            var moved = last < 0 ? 0 : now.ToList().LastIndexOf(frames[last]) - last;
            if (moved != 0)
                yield return new Finding("shifted-frames", Severity.Problem, $"{before.Episode}, {camera}, step {last}", $"the picture of step {last} stands at step {last + moved} now.", "pictures and actions no longer belong together: convert it again.");
            found |= step >= 0 || moved != 0;
        }
        if (!found)
            yield return new Finding("changed", Severity.Warning, before.Episode, before.Steps == after.Steps ? "the pictures are the same, numbers or sentences are not." : $"it had {before.Steps} steps and has {after.Steps}.", "compare the two with oft data show.");
    }
}
