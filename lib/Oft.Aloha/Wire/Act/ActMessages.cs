using Oft.Aloha.Wire.Numpy;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Act;

/// <summary>Observations and chunks as the reference's <c>POST /act</c> spells them, both ways.</summary>
/// <remarks>
/// <code>
/// full_image · every member with "wrist" in its name, in order of appearance · state [S] · instruction      ─►  K arrays [A]
/// </code>
/// The order of the pictures is the order of <see cref="RobotSpec.Views"/>; names other than these are ignored, as upstream ignores them.
/// <para>Upstream: vla-scripts/deploy.py; experiments/robot/aloha/run_aloha_eval.py (get_action_from_server).</para>
/// </remarks>
public static class ActMessages
{
    /// <summary>Characters of an instruction, at most.</summary>
    public const int LongestInstruction = 1000;

    /// <summary>Pixels along a side, at most.</summary>
    public const int LargestSide = 4096;

    private const string FirstView = "full_image", FurtherViews = "wrist";

    /// <summary>The request for an observation: members in upstream's order.</summary>
    public static WireMap Request(Observation observation)
    {
        var map = new WireMap();
        for (var i = 0; i < observation.Views.Count; i++)
        {
            var view = observation.Views[i];
            // The server looks for these words; a view of another name is known by its place.
            var name = i == 0 ? FirstView : view.Name.Contains(FurtherViews, StringComparison.Ordinal) ? view.Name : $"{FurtherViews}_image_{i}";
            map.Add(name, NumpyArray.Of(view.Rgb, view.Height, view.Width, 3));
        }
        if (!observation.Proprio.IsEmpty) map.Add("state", NumpyArray.Of(observation.Proprio.Span, observation.Proprio.Length));
        map.Add("instruction", observation.Sentence);
        return map;
    }

    /// <summary>The observation in a request.</summary>
    /// <param name="map">The request.</param>
    /// <param name="robot">How many views and numbers there must be.</param>
    /// <exception cref="WireException">A member is missing or of another form.</exception>
    public static Observation Observation(WireMap map, RobotSpec robot)
    {
        List<object?> pictures = [map[FirstView], .. map.Where(member => member.Key is string name && name.Contains(FurtherViews, StringComparison.Ordinal)).Select(member => member.Value)];
        if (pictures.Count != robot.Views.Count) throw new WireException(WireFault.Value, $"expected {robot.Views.Count} pictures for {robot.Name} (full_image, and members with 'wrist' in their names), got {pictures.Count}.");
        var views = pictures.Select((picture, i) => Picture(robot.Views[i], picture)).ToList();
        var state = robot.ProprioWidth == 0 ? [] : State(map["state"], robot.ProprioWidth);
        return new Observation(views, state, Instruction(map));
    }

    /// <summary>A request's instruction.</summary>
    public static string Instruction(WireMap map)
    {
        var text = map["instruction"] as string ?? throw new WireException(WireFault.Value, "instruction: expected a text.");
        return text.Length <= LongestInstruction ? text : throw new WireException(WireFault.Value, $"instruction: expected at most {LongestInstruction} characters, got {text.Length}.");
    }

    /// <summary>A picture.</summary>
    /// <param name="name">Of the view.</param>
    /// <param name="value">A uint8 array [H, W, 3].</param>
    public static CameraImage Picture(string name, object? value)
    {
        if (value is not NumpyArray { Type: { Kind: 'u', Size: 1 }, Shape: [> 0 and <= LargestSide, > 0 and <= LargestSide, 3] } array)
            throw new WireException(WireFault.Value, $"{name}: expected uint8 [H, W, 3] with sides from 1 to {LargestSide}, got {(value is NumpyArray other ? $"{other.Type.Descriptor} [{string.Join(", ", other.Shape)}]" : value?.GetType().Name ?? "nothing")}.");
        return new CameraImage(name, array.Shape[1], array.Shape[0], array.Bytes);
    }

    /// <summary>Numbers of the robot's own state: an array of any number type, or a plain list.</summary>
    public static double[] State(object? value, int width)
    {
        double[] numbers = value switch
        {
            NumpyArray { Shape.Count: 1 } array => array.ToDoubles(),
            List<object?> list => [.. list.Select(x => x switch { double number => number, long number => number, _ => throw new WireException(WireFault.Value, "state: expected numbers.") })],
            _ => throw new WireException(WireFault.Value, "state: expected an array of numbers."),
        };
        return numbers.Length == width ? numbers : throw new WireException(WireFault.Value, $"state: expected {width} numbers, got {numbers.Length}.");
    }

    /// <summary>The answer for a chunk: K float64 arrays [A].</summary>
    public static IReadOnlyList<object?> Answer(ActionChunk chunk) =>
        [.. Enumerable.Range(0, chunk.Length).Select(step => NumpyArray.Of(chunk[step], chunk.Width))];

    /// <summary>The chunk in an answer.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="width">A, numbers per action.</param>
    /// <param name="length">K where it is known, null where any length will do.</param>
    /// <exception cref="WireException">It is no list of K arrays [A] of finite numbers; upstream's "error" is none either.</exception>
    public static ActionChunk Chunk(object? answer, int width, int? length)
    {
        if (answer is not List<object?> { Count: > 0 and <= 1000 } rows)
            throw new WireException(WireFault.Value, $"answer: expected a list of actions, got {(answer is string text ? $"the text '{(text.Length > 80 ? text[..80] + "…" : text)}'" : answer is List<object?> list ? $"a list of {list.Count}" : answer is WireMap ? "an object" : answer?.GetType().Name ?? "nothing")}.");
        if (length is { } k && rows.Count != k) throw new WireException(WireFault.Value, $"answer: expected {k} actions, got {rows.Count}.");
        var values = new double[rows.Count * width];
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not NumpyArray { Shape.Count: 1 } row || row.Shape[0] != width) throw new WireException(WireFault.Value, $"answer: expected actions of {width} numbers, got {(rows[i] is NumpyArray other ? $"[{string.Join(", ", other.Shape)}]" : "no array")} at {i}.");
            row.ToDoubles().CopyTo(values, i * width);
        }
        return Finite(new ActionChunk(rows.Count, width, values));
    }

    /// <summary>The chunk, where every number of it is finite.</summary>
    public static ActionChunk Finite(ActionChunk chunk)
    {
        foreach (var value in chunk.Values.Span)
            if (!double.IsFinite(value)) throw new WireException(WireFault.Value, $"chunk: expected finite actions, got {value}.");
        return chunk;
    }
}
