using System.Text;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.OpenPi;

namespace Oft.Lab.Verification.Wire;

/// <summary>One recorded TCP connection between openpi's client and server.</summary>
internal sealed class RecordedSession
{
    public RecordedSession(VerifyCase of)
    {
        if (of.Files("streams") is not [var toServer, var toClient]) throw new VerifyException("expected two streams: client to server, server to client.");
        (ToServer, ToClient) = (File.ReadAllBytes(toServer), File.ReadAllBytes(toClient));
        (ClientHead, var clientBody) = Split(ToServer);
        (ServerHead, var serverBody) = Split(ToClient);
        var upgraded = ServerHead.StartsWith("HTTP/1.1 101", StringComparison.Ordinal);
        Questions = upgraded ? SocketFrame.Messages(SocketFrame.Parse(clientBody)) : [];
        Answers = upgraded ? SocketFrame.Messages(SocketFrame.Parse(serverBody)) : [];
    }

    public byte[] ToServer { get; }

    public byte[] ToClient { get; }

    /// <summary>Request line and headers.</summary>
    public string ClientHead { get; }

    /// <summary>Status line and headers; empty where the server hung up.</summary>
    public string ServerHead { get; }

    /// <summary>What the client said, message by message.</summary>
    public IReadOnlyList<SocketFrame> Questions { get; }

    /// <summary>What the server said.</summary>
    public IReadOnlyList<SocketFrame> Answers { get; }

    /// <summary>The value of a header in a head.</summary>
    public static string? Header(string head, string name) => head.Split("\r\n").Where(x => x.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)).Select(x => x[(name.Length + 2)..]).FirstOrDefault();

    /// <summary>The policy that stood behind the session, told by what it answered and what it was asked.</summary>
    public object Policy(object? request)
    {
        var answers = Answers.Skip(1).Where(x => x.Code == SocketFrame.Binary).Select(x => MessageReader.Read(x.Payload)).OfType<WireMap>().ToList();
        var map = request as WireMap ?? throw new WireException(WireFault.Value, "the stand-in policy expects a map.");
        if (answers.FirstOrDefault() is { } first)
        {
            if (first.Has("echo")) return new WireMap { { "actions", first["actions"] }, { "echo", request } };
            // The slow policy's actions are all zero; its slowness is no part of what is compared.
            if (first["actions"] is NumpyArray zero && zero.ToDoubles().All(x => x == 0)) return new WireMap { { "actions", new NumpyArray(zero.Type, zero.Shape, new byte[zero.Bytes.Length]) } };
        }
        return map.Has("images") ? Aloha(map) : Libero(map);
    }

    // state[:7]·0.5 + bias + k/4 - d/8, bias = (Σ image mod 997)/997 - (Σ wrist mod 991)/991 + len(prompt)/100
    private static WireMap Libero(WireMap map)
    {
        var (image, wrist, state) = ((NumpyArray)map["observation/image"]!, (NumpyArray)map["observation/wrist_image"]!, ((NumpyArray)map["observation/state"]!).ToDoubles());
        var bias = StandInModel.Sum(image.Bytes.Span) % 997 / 997.0 - StandInModel.Sum(wrist.Bytes.Span) % 991 / 991.0 + ((string)map["prompt"]!).EnumerateRunes().Count() / 100.0;
        var actions = new double[10 * 7];
        for (var k = 0; k < 10; k++)
            for (var d = 0; d < 7; d++) actions[k * 7 + d] = state[d] * 0.5 + bias + k * 0.25 - d * 0.125;
        return Answer(NumpyArray.Of(actions, 10, 7));
    }

    // state + bias + k/32 - d/16, bias = Σ_i (i+1)·(Σ cam_i mod 997)/997 over cameras in alphabetical order
    private static WireMap Aloha(WireMap map)
    {
        var cameras = ((WireMap)map["images"]!).OrderBy(x => (string)x.Key, StringComparer.Ordinal).Select(x => (NumpyArray)x.Value!).ToList();
        var bias = 0.0;
        for (var i = 0; i < cameras.Count; i++) bias += (i + 1) * (StandInModel.Sum(cameras[i].Bytes.Span) % 997) / 997.0;
        var state = ((NumpyArray)map["state"]!).ToDoubles();
        var actions = new float[50 * state.Length];
        for (var k = 0; k < 50; k++)
            for (var d = 0; d < state.Length; d++) actions[k * state.Length + d] = (float)(state[d] + bias + k * 0.03125 - d * 0.0625);
        return Answer(NumpyArray.Of(actions, 50, state.Length));
    }

    private static WireMap Answer(NumpyArray actions) => new() { { "actions", actions }, { "policy_timing", new WireMap { { "infer_ms", 12.5 } } } };

    private static (string Head, byte[] Body) Split(byte[] stream)
    {
        var end = stream.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? (Encoding.Latin1.GetString(stream), []) : (Encoding.Latin1.GetString(stream.AsSpan(0, end)), stream[(end + 4)..]);
    }
}
