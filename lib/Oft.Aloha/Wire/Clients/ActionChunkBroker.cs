using Oft.Aloha.Wire.Numpy;

namespace Oft.Aloha.Wire.Clients;

/// <summary>Asks for a chunk every few steps and hands out one step of it at a time, as openpi's client does.</summary>
/// <remarks>
/// Every array of the answer, also within maps, gives its row of the step; other values pass as they are. The observation of a step at which
/// nothing is asked is not looked at. A horizon longer than the chunk breaks at the chunk's end and stays broken until <see cref="Reset"/>.
/// <para>Upstream: packages/openpi-client, action_chunk_broker.py.</para>
/// </remarks>
/// <param name="infer">Answers an observation with a map of arrays.</param>
/// <param name="horizon">Steps handed out of one answer.</param>
public sealed class ActionChunkBroker(Func<object?, WireMap> infer, int horizon)
{
    private WireMap? answer;
    private int step;

    /// <summary>The next step.</summary>
    /// <exception cref="WireException">The chunk is shorter than the horizon.</exception>
    public WireMap Infer(object? observation)
    {
        if (answer is null) (answer, step) = (infer(observation), 0);
        var row = (WireMap)Row(answer, step)!;
        if (++step >= horizon) answer = null;
        return row;
    }

    /// <summary>Forgets the rest of the chunk.</summary>
    public void Reset() => answer = null;

    private static object? Row(object? value, int step)
    {
        if (value is NumpyArray array) return Row(array, step);
        if (value is not WireMap map) return value;
        var rows = new WireMap();
        foreach (var (key, member) in map) rows.Add(key, Row(member, step));
        return rows;
    }

    private static NumpyArray Row(NumpyArray array, int step)
    {
        if (array.Shape.Count == 0 || step >= array.Shape[0]) throw new WireException(WireFault.Value, $"chunk: expected at least {step + 1} steps, got [{string.Join(", ", array.Shape)}]; shorten the horizon.");
        var size = array.Bytes.Length / array.Shape[0];
        return new NumpyArray(array.Type, [.. array.Shape.Skip(1)], array.Bytes.Slice(step * size, size));
    }
}
