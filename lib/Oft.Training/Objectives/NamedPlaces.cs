using Oft.Model;
using Oft.Training.Batches;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Oft.Training.Objectives;

/// <summary>Where on the table a named thing is, read from the hidden state of its name's last token: the first name of a sentence is the object's, the last one the goal's.</summary>
/// <remarks>
/// <code>
/// loss = mean |place - true place| / 0.15 m over the names found
/// </code>
/// One word asks for one thing here, before a whole sentence asks for two and for the way from the gripper (<see cref="TargetOffsets"/>), whose own place one
/// camera shows badly. Sentences without a known name are left out.
/// </remarks>
public sealed class NamedPlaces : IExtraLoss, IDisposable
{
    /// <summary>The metric that says how far off a name's thing is seen, in centimetres.</summary>
    public const string Error = "named_error_cm";

    private readonly Linear place;
    private readonly IReadOnlyList<int[]> names;

    /// <summary>Makes the read-out.</summary>
    /// <param name="languageWidth">L.</param>
    /// <param name="names">Token ids of each name, as they stand inside a sentence.</param>
    /// <param name="device">Where its weights live; null is the processor.</param>
    public NamedPlaces(int languageWidth, IEnumerable<int[]> names, Device? device = null)
    {
        place = nn.Linear(languageWidth, 3, device: device ?? CPU);
        this.names = [.. names.OrderByDescending(name => name.Length)];
    }

    /// <inheritdoc/>
    public string Part => "named_places";

    /// <inheritdoc/>
    public nn.Module Module => place;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The head is not autoregressive, or the samples do not say where things are.</exception>
    public Loss Loss(OftBatch batch, Tensor reads, ModelOutputs? whole)
    {
        if (whole is null || batch.TargetPlaces is not { } truth) throw new ArgumentException("named places: expected a causal model, whose words are read one by one, and samples that say where object and goal are.");
        var (rows, places, columns) = (new List<long>(), new List<long>(), new List<long>());
        for (var i = 0; i < batch.Inputs.Prompts.Count; i++)
        {
            var ends = Ends(batch.Inputs.Prompts[i]);
            for (var k = 0; k < Math.Min(2, ends.Count); k++)
            {
                rows.Add(i);
                places.Add(ends[k == 0 ? 0 : ^1] + whole.Layouts[i].Inserted);
                columns.Add(k);
            }
        }
        if (rows.Count == 0) return new(zeros(1, device: reads.device).sum(), ("named_places_loss", zeros(1)), (Error, zeros(1)));
        var (row, end, column) = (tensor(rows.ToArray(), device: reads.device), tensor(places.ToArray(), device: reads.device), tensor(columns.ToArray(), device: reads.device));
        var states = whole.Hidden.flatten(0, 1).index_select(0, row * whole.Hidden.shape[1] + end).to(place.weight.dtype);                 // [N, L]
        var meant = truth.view(-1, 3).index_select(0, row * 2 + column) / TargetOffsets.MetresPerUnit;                                                       // [N, 3]
        var said = place.call(states);
        var loss = nn.functional.l1_loss(said, meant);
        return new(loss, ("named_places_loss", loss.detach()), (Error, ((said - meant).detach() * (100 * TargetOffsets.MetresPerUnit)).norm(1).mean()));
    }

    /// <summary>Frees the read-out.</summary>
    public void Dispose() => place.Dispose();

    // Where names end in a prompt; the longest name at a place counts.
    private List<int> Ends(IReadOnlyList<long> prompt)
    {
        var ends = new List<int>();
        for (var at = 0; at < prompt.Count;)
        {
            var found = names.FirstOrDefault(name => at + name.Length <= prompt.Count && name.Select((id, j) => prompt[at + j] == id).All(same => same));
            if (found is null) at++;
            else ends.Add((at += found.Length) - 1);
        }
        return ends;
    }
}
