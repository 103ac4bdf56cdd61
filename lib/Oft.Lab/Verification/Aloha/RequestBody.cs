using System.Text.Json;
using Oft.Aloha.Wire.Act;
using Oft.Contracts;
using Oft.Imaging;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The request that the pictures end in, as the product's client writes it.</summary>
internal static class RequestBody
{
    // The index states the body's hash and not its sentence; this is the one of the recordings, and a folder may name another.
    private const string Sentence = "put the green pepper into the pot";

    public static void Compare(CaseReport report, JsonElement stated, IReadOnlyList<string> order, IReadOnlyDictionary<string, ByteImage> pictures)
    {
        var views = order.Where(x => x != "state").Select(x => new CameraImage(x, pictures[x].Width, pictures[x].Height, pictures[x].Pixels)).ToList();
        var body = JsonNumpyWriter.Write(ActMessages.Request(new Observation(views, Recorded.Numbers(stated.GetProperty("state")), stated.Text("instruction") ?? Sentence)));
        report.Equal("request bytes", stated.GetProperty("bytes").GetInt32(), body.Length);
        report.Sha256("request body", stated.Text("sha256")!, body.Span);
    }
}
