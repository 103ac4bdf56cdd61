using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Numpy;
using Oft.Contracts;
using Oft.Imaging;
using Oft.Imaging.Resampling;

namespace Oft.Aloha.Wire.OpenPi;

/// <summary>Observations and chunks as openpi's policies spell them, both ways.</summary>
/// <remarks>Upstream: openpi, src/openpi/policies/libero_policy.py and aloha_policy.py; packages/openpi-client, image_tools.py.</remarks>
public static class OpenPiMessages
{
    /// <summary>The request for an observation.</summary>
    /// <exception cref="ArgumentException">It has another number of views than the convention.</exception>
    public static WireMap Request(Observation observation, OpenPiConvention convention)
    {
        if (observation.Views.Count != convention.Pictures.Count) throw new ArgumentException($"{convention.Name}: expected {convention.Pictures.Count} views, got {observation.Views.Count}.");
        var map = new WireMap();
        if (convention.StateFirst) AddState();
        for (var i = 0; i < observation.Views.Count; i++)
        {
            var (at, path) = (map, convention.Pictures[i]);
            foreach (var key in path.SkipLast(1))
            {
                if (!at.Has(key)) at.Add(key, new WireMap());
                at = (WireMap)at[key]!;
            }
            at.Add(path[^1], Picture(observation.Views[i], convention));
        }
        if (!convention.StateFirst) AddState();
        map.Add("prompt", observation.Sentence);
        return map;

        void AddState() => map.Add(convention.State, NumpyArray.Of(observation.Proprio.Span, observation.Proprio.Length));
    }

    /// <summary>The observation in a request. Its pictures are copies: a policy may keep what it saw, the message's memory is used again.</summary>
    /// <exception cref="WireException">A member is missing or of another form.</exception>
    public static Observation Observation(object? request, OpenPiConvention convention, RobotSpec robot)
    {
        var map = Map(request);
        var views = convention.Pictures.Select((path, i) => View(robot.Views[i], path.SkipLast(1).Aggregate(map, (at, key) => Map(at[key]))[path[^1]])).ToList();
        var state = robot.ProprioWidth == 0 ? [] : ActMessages.State(map[convention.State], robot.ProprioWidth);
        if (state.FirstOrDefault(x => !double.IsFinite(x)) is not 0 and var odd) throw new WireException(WireFault.Value, $"{convention.State}: expected finite numbers, got {odd}.");
        var prompt = map["prompt"] as string ?? throw new WireException(WireFault.Value, "prompt: expected a text.");
        return prompt.Length <= ActMessages.LongestInstruction ? new Observation(views, state, prompt) : throw new WireException(WireFault.Value, $"prompt: expected at most {ActMessages.LongestInstruction} characters, got {prompt.Length}.");
    }

    /// <summary>The chunk in an answer.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="width">A, numbers per action.</param>
    /// <param name="length">K where it is known, null where any length will do.</param>
    /// <exception cref="WireException">It has no <c>actions</c> [K, A] of finite numbers.</exception>
    public static ActionChunk Chunk(object? answer, int width, int? length)
    {
        if (Map(answer)["actions"] is not NumpyArray { Shape: [> 0 and <= 1000, _] } actions) throw new WireException(WireFault.Value, "answer: expected actions [K, A].");
        if (actions.Shape[1] != width || (length is { } k && actions.Shape[0] != k)) throw new WireException(WireFault.Value, $"answer: expected actions [{length?.ToString() ?? "K"}, {width}], got [{string.Join(", ", actions.Shape)}].");
        return ActMessages.Finite(new ActionChunk(actions.Shape[0], width, actions.ToDoubles()));
    }

    private static WireMap Map(object? value) => value as WireMap ?? throw new WireException(WireFault.Value, $"expected a map, got {value?.GetType().Name ?? "nothing"}.");

    private static NumpyArray Picture(CameraImage view, OpenPiConvention convention)
    {
        var image = PillowResize.WithPad(new ByteImage(view.Height, view.Width, 3, view.Rgb), convention.Side, convention.Side);
        return convention.ChannelsFirst ? NumpyArray.Of(Planes(image), 3, image.Height, image.Width) : NumpyArray.Of(image.Pixels, image.Height, image.Width, 3);
    }

    // Upstream: floats are multiplied by 255 and truncated, and a picture whose first size is 3 has its channels first.
    private static CameraImage View(string name, object? value)
    {
        if (value is NumpyArray { Type: { Kind: 'f' } type } floats && type.IsNumber)
        {
            var bytes = new byte[floats.Count];
            var numbers = floats.ToDoubles();
            for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)Math.Clamp((float)numbers[i] * 255f, 0, 255);
            value = new NumpyArray(NumpyType.UInt8, floats.Shape, bytes);
        }
        if (value is not NumpyArray { Shape: [3, > 0, > 0] shape, Type: { Kind: 'u', Size: 1 } } planes || shape[2] == 3)
        {
            var window = ActMessages.Picture(name, value);
            return new CameraImage(name, window.Width, window.Height, window.Rgb.ToArray());
        }
        return ActMessages.Picture(name, NumpyArray.Of(Pixels(planes), shape[1], shape[2], 3));
    }

    private static byte[] Planes(ByteImage image)
    {
        var from = image.Pixels.Span;
        var count = image.Height * image.Width;
        var planes = new byte[3 * count];
        Span<byte> red = planes.AsSpan(0, count), green = planes.AsSpan(count, count), blue = planes.AsSpan(2 * count, count);
        for (var i = 0; i < count; i++, from = from[3..]) (red[i], green[i], blue[i]) = (from[0], from[1], from[2]);
        return planes;
    }

    private static byte[] Pixels(NumpyArray planes)
    {
        var from = planes.Bytes.Span;
        var count = planes.Count / 3;
        var pixels = new byte[3 * count];
        ReadOnlySpan<byte> red = from[..count], green = from.Slice(count, count), blue = from.Slice(2 * count, count);
        var to = pixels.AsSpan();
        for (var i = 0; i < count; i++, to = to[3..]) (to[0], to[1], to[2]) = (red[i], green[i], blue[i]);
        return pixels;
    }
}
