using System.Collections.Concurrent;
using System.Globalization;
using Oft.Contracts;
using Oft.Data.Rlds;
using Oft.Imaging;
using Oft.Imaging.Files;
using Oft.Imaging.Resampling;

namespace Oft.Data.Sampling;

/// <summary>A split of a TFDS folder: numbers in memory, pictures fetched, decoded and resized when they are asked for, and kept as far as the budget goes.</summary>
public sealed class RldsSet : ISampleSet, IDisposable
{
    private readonly RldsDataset dataset;
    private readonly RobotSpec robot;
    private readonly int size;
    private readonly List<Trajectory> trajectories;
    private readonly FrameReader reader = new();
    private readonly ConcurrentDictionary<(int Episode, int View, int Step), CameraImage> kept = [];
    private readonly long mostKept;

    /// <summary>Reads a split's numbers.</summary>
    /// <param name="dataset">The folder.</param>
    /// <param name="split">Which split.</param>
    /// <param name="robot">Its views are the data set's cameras in their order, by the robot's names.</param>
    /// <param name="size">Pixels along each side that pictures are brought to.</param>
    /// <param name="budgetBytes">Decoded pictures may take so much memory; beyond it they are decoded again each time.</param>
    /// <exception cref="ArgumentException">The data set has other widths or fewer cameras than the robot, or no episode with a whole chunk.</exception>
    public RldsSet(RldsDataset dataset, string split, RobotSpec robot, int size, long budgetBytes)
    {
        (this.dataset, this.robot, this.size) = (dataset, robot, size);
        var configuration = dataset.Configuration;
        if (configuration.ActionWidth != robot.ActionWidth || configuration.ProprioWidth != robot.ProprioWidth || configuration.Cameras.Count < robot.Views.Count)
            throw new ArgumentException($"'{configuration.Name}': expected actions of {robot.ActionWidth}, proprioception of {robot.ProprioWidth} and at least {robot.Views.Count} cameras of '{robot.Name}', got {configuration.ActionWidth}, {configuration.ProprioWidth} and {configuration.Cameras.Count}.", nameof(dataset));
        var filter = new TrajectoryFilter();
        trajectories = [.. dataset.Trajectories(split).Where(trajectory => filter.Keeps(trajectory) && trajectory.Samples(robot.ChunkLength) > 0)];
        if (trajectories.Count == 0) throw new ArgumentException($"'{configuration.Name}': expected an episode with an instruction and a whole chunk of {robot.ChunkLength} actions in split '{split}', got none.", nameof(dataset));
        Episodes = [.. trajectories.Select(trajectory => trajectory.Samples(robot.ChunkLength))];
        mostKept = budgetBytes / (3L * size * size);
        Identity = string.Create(CultureInfo.InvariantCulture, $"{configuration.Name}|{split}|{robot.ChunkLength}|{string.Join(',', trajectories.Select(trajectory => $"{trajectory.Index}:{trajectory.Steps}"))}");
    }

    /// <inheritdoc/>
    public string Name => dataset.Configuration.Name;

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> Episodes { get; }

    /// <summary>Of the whole data set, as the reference counts: all splits, all episodes.</summary>
    public ActionStatistics Statistics => dataset.Statistics();

    /// <inheritdoc/>
    public ChunkSample Sample(int episode, int step)
    {
        var trajectory = trajectories[episode];
        var views = robot.Views.Select((view, i) => Picture(episode, i, step)).ToList();
        return new ChunkSample(
            new Observation(views, Doubles(trajectory.ProprioAt(step)), trajectory.Sentences[step]),
            new ActionChunk(robot.ChunkLength, robot.ActionWidth, Doubles(trajectory.Chunk(step, robot.ChunkLength))));
    }

    /// <inheritdoc/>
    public void Summarize(FieldSummary actions, FieldSummary proprio)
    {
        foreach (var trajectory in trajectories)
            for (var step = 0; step < trajectory.Steps; step++)
            {
                actions.Add(trajectory.Chunk(step, 1));
                proprio.Add(trajectory.ProprioAt(step));
            }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => reader.Dispose();

    private CameraImage Picture(int episode, int view, int step)
    {
        if (kept.TryGetValue((episode, view, step), out var known)) return known;
        var trajectory = trajectories[episode];
        var bytes = reader.Read(trajectory.File, trajectory.Pictures[view][step]);
        // A camera that recorded nothing gives a black picture, as upstream.
        var image = bytes.Length == 0 ? new ByteImage(size, size, 3, new byte[size * size * 3]) : ImageFile.Decode(bytes);
        if (image.Channels != 3) throw new ImageFormatException(ImageFault.Unsupported, $"a stored picture has {image.Channels} channels; expected 3.");
        if (image.Width != size || image.Height != size) image = Lanczos3.ResizeToBytes(image, size, size);
        var made = new CameraImage(robot.Views[view], size, size, image.Pixels);
        if (kept.Count < mostKept) kept.TryAdd((episode, view, step), made);
        return made;
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        for (var i = 0; i < doubles.Length; i++) doubles[i] = values[i];
        return doubles;
    }
}
