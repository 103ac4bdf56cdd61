using Oft.Aloha.Wire.Numpy;
using Oft.Contracts;

namespace Oft.Aloha.Wire.Act;

/// <summary>The older protocol of OpenVLA: one picture and a sentence in, one action out.</summary>
/// <remarks>Upstream: openvla, vla-scripts/deploy.py: <c>{image, instruction, unnorm_key?}</c> ─► one array [A].</remarks>
public static class OpenVlaMessages
{
    /// <summary>The observation in a request; it has no state.</summary>
    /// <param name="map">The request.</param>
    /// <param name="robot">Must have one view.</param>
    /// <param name="statistics">Names that <c>unnorm_key</c> may say; null for any.</param>
    /// <exception cref="WireException">A member is missing or of another form, or the policy needs more than this protocol carries.</exception>
    public static Observation Observation(WireMap map, RobotSpec robot, IReadOnlyList<string>? statistics)
    {
        if (robot.Views.Count != 1) throw new WireException(WireFault.Value, $"the policy sees {robot.Views.Count} views ({string.Join(", ", robot.Views)}); this protocol carries one. Use /act.");
        if (map.TryGet("unnorm_key", out var key) && key is not null && statistics is not null && !statistics.Contains(key as string))
            throw new WireException(WireFault.Value, $"unnorm_key '{key}' is not what this policy acts with: {string.Join(", ", statistics)}.");
        return new Observation([ActMessages.Picture(robot.Views[0], map["image"])], default, ActMessages.Instruction(map));
    }

    /// <summary>The answer for a chunk: its first action.</summary>
    public static object? Answer(ActionChunk chunk) => NumpyArray.Of(chunk[0], chunk.Width);
}
