using Oft.Contracts;
using Oft.Data.Plain;
using Oft.Data.Rlds;

namespace Oft.Data.Sampling;

/// <summary>Opens a folder of demonstrations for training, whatever its format: one written by <c>oft demos</c>, or one of TFDS.</summary>
/// <param name="Robot">Views, widths and chunk length to read.</param>
/// <param name="Size">Pixels along each side that pictures are brought to.</param>
/// <param name="BudgetBytes">Memory for decoded pictures.</param>
/// <param name="End">What becomes of the last steps of an episode; a TFDS folder always drops them, as the reference.</param>
public sealed record SampleFolder(RobotSpec Robot, int Size, long BudgetBytes, ChunkEnd End = ChunkEnd.Drop)
{
    /// <summary>Opens one.</summary>
    /// <param name="folder">Of episodes, or the version folder of a TFDS data set or the one above it.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It holds nothing that can be learned from.</exception>
    public ISampleSet Open(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder} is no folder; record demonstrations with oft demos, or fetch a data set with oft fetch.");
        if (Directory.EnumerateFiles(folder, "features.json", SearchOption.AllDirectories).Any()) return new RldsSet(RldsDataset.Open(folder), "train", Robot, Size, BudgetBytes);
        var episodes = PlainEpisodes.Read(folder, Robot, Size, BudgetBytes);
        if (episodes.Count == 0) throw new InvalidDataException($"{folder} holds no episode: expected a folder written by oft demos, or a TFDS data set (features.json). ALOHA recordings are converted first: oft data convert-aloha.");
        return new EpisodeSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), episodes, Robot.ChunkLength, End);
    }
}
