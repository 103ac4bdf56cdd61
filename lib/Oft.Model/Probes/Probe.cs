using Oft.Contracts;
using Oft.Model.Taps;
using static TorchSharp.torch;

namespace Oft.Model.Probes;

/// <summary>Questions to a policy, each answered by how far its actions move.</summary>
/// <remarks>
/// <code>
/// distance = mean |chunk - chunk as it was|          in robot units
/// </code>
/// A distance of zero says that what was changed is not used.
/// </remarks>
public static class Probe
{
    /// <summary>Does the policy listen? The sentence is swapped, negated, made nonsense, given another full stop.</summary>
    /// <param name="policy">Whom to ask.</param>
    /// <param name="observation">What is seen; only its sentence changes.</param>
    /// <param name="sentences">Name and sentence of every variant; null asks the four of <see cref="SentenceVariants"/>.</param>
    public static IReadOnlyList<ProbeAnswer> Sentences(OftPolicy policy, Observation observation, IReadOnlyList<(string Name, string Sentence)>? sentences = null)
    {
        var before = policy.Act(observation);
        return [.. (sentences ?? SentenceVariants.Of(observation.Sentence)).Select(variant => new ProbeAnswer($"{variant.Name}: {variant.Sentence}", Distance(before, policy.Act(observation with { Sentence = variant.Sentence }))))];
    }

    /// <summary>Which attention heads matter? Each is silenced in turn.</summary>
    /// <param name="policy">Whom to ask.</param>
    /// <param name="observation">What is seen.</param>
    /// <param name="pattern">Addresses of the taps before the output projection, [B, H, T, d].</param>
    public static IReadOnlyList<ProbeAnswer> Heads(OftPolicy policy, Observation observation, string pattern = "language.blocks.*.attn.heads")
    {
        var look = policy.Look(observation, pattern);
        return [.. look.Addresses.SelectMany(address => Enumerable.Range(0, (int)look[address].Shape[1]).Select(head => new ProbeAnswer($"{address} {head}",
            Distance(look.Chunk, policy.Act(observation, Replace.With(address, x => Silenced(x, head)))))))];
    }

    /// <summary>Where does it look? Squares of one view are blanked with the view's mean colour, or taken from another picture.</summary>
    /// <param name="policy">Whom to ask.</param>
    /// <param name="observation">What is seen.</param>
    /// <param name="view">Which of its views.</param>
    /// <param name="squares">Squares along each side.</param>
    /// <param name="from">A picture of the same size to take the squares from; null blanks them.</param>
    /// <returns>One answer per square, row by row.</returns>
    /// <exception cref="ArgumentException">The other picture has another size.</exception>
    public static IReadOnlyList<ProbeAnswer> Positions(OftPolicy policy, Observation observation, int view, int squares = 6, CameraImage? from = null)
    {
        var image = observation.Views[view];
        if (from is not null && (from.Width, from.Height) != (image.Width, image.Height))
            throw new ArgumentException($"probe: expected a picture of {image.Width}x{image.Height}, got {from.Width}x{from.Height}.", nameof(from));
        var before = policy.Act(observation);
        var answers = new List<ProbeAnswer>();
        for (var row = 0; row < squares; row++)
            for (var column = 0; column < squares; column++)
            {
                IReadOnlyList<CameraImage> views = [.. observation.Views.Select((one, i) => i == view ? Changed(one, row, column, squares, from) : one)];
                answers.Add(new($"{image.Name} {row}, {column}", Distance(before, policy.Act(observation with { Views = views }))));
            }
        return answers;
    }

    private static Tensor Silenced(Tensor x, int head)
    {
        var changed = x.clone();
        changed.select(1, head).zero_();
        return changed;
    }

    private static CameraImage Changed(CameraImage image, int row, int column, int squares, CameraImage? from)
    {
        var rgb = image.Rgb.ToArray();
        Span<byte> mean = stackalloc byte[3];
        for (var channel = 0; channel < 3; channel++)
        {
            var sum = 0L;
            for (var i = channel; i < rgb.Length; i += 3) sum += rgb[i];
            mean[channel] = (byte)(sum * 3 / rgb.Length);
        }
        for (var y = row * image.Height / squares; y < (row + 1) * image.Height / squares; y++)
            for (var x = column * image.Width / squares; x < (column + 1) * image.Width / squares; x++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var at = (y * image.Width + x) * 3 + channel;
                    rgb[at] = from is null ? mean[channel] : from.Rgb.Span[at];
                }
        return new(image.Name, image.Width, image.Height, rgb);
    }

    private static double Distance(ActionChunk a, ActionChunk b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Values.Length; i++) sum += Math.Abs(a.Values.Span[i] - b.Values.Span[i]);
        return sum / a.Values.Length;
    }
}
