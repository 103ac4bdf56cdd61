using Oft.Contracts;

namespace Oft.Aloha.Wire.Clients;

/// <summary>Turns grippers into the world's.</summary>
internal static class Grippers
{
    // Upstream: run_libero_eval.py, process_action: to [-1, 1], its sign, inverted.
    public static ActionChunk ToWorld(ActionChunk chunk, GripperMeaning meaning)
    {
        if (meaning == GripperMeaning.World) return chunk;
        var values = chunk.Values.ToArray();
        for (var i = chunk.Width - 1; i < values.Length; i += chunk.Width) values[i] = -Math.Sign(2 * values[i] - 1);
        return new ActionChunk(chunk.Length, chunk.Width, values);
    }
}
