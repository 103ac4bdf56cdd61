using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Oft.Imaging;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The request that the pictures end in.</summary>
internal static class RequestBody
{
    // The index states the body's hash and not its sentence; this is the one of the recordings, and a folder may name another.
    private const string Sentence = "put the green pepper into the pot";

    public static void Compare(CaseReport report, JsonElement stated, IReadOnlyList<string> order, IReadOnlyDictionary<string, ByteImage> pictures)
    {
        var text = new StringBuilder("{");
        foreach (var member in order)
            text.Append($"\"{member}\": ").Append(member == "state" ? Array(MemoryMarshal.AsBytes<double>(Recorded.Numbers(stated.GetProperty("state"))), "<f8", "14") : Array(pictures[member].Pixels.Span, "|u1", "224, 224, 3")).Append(", ");
        var body = Encoding.ASCII.GetBytes(text.Append($"\"instruction\": \"{stated.Text("instruction") ?? Sentence}\"}}").ToString());
        report.Equal("request bytes", stated.GetProperty("bytes").GetInt32(), body.Length);
        report.Sha256("request body", stated.Text("sha256")!, body);

        static string Array(ReadOnlySpan<byte> bytes, string type, string shape) => $"{{\"__numpy__\": \"{Convert.ToBase64String(bytes)}\", \"dtype\": \"{type}\", \"shape\": [{shape}]}}";
    }
}
