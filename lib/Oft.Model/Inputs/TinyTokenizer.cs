namespace Oft.Model.Inputs;

/// <summary>The tiny profile's tokenizer: 1024 pieces of our own, of the same class as Llama's, which every user brings with their checkpoint.</summary>
/// <remarks>Trained with SentencePiece on invented robot instructions; its last 256 pieces are the action characters. <c>&lt;PAD&gt;</c> is 1024.</remarks>
public static class TinyTokenizer
{
    private const string Resource = "tiny-tokenizer.json";
    private static readonly Lazy<Tokenizer> Shared = new(() => TokenizerJson.Read(Resource, Json()));

    /// <summary>The tokenizer, read once from the assembly.</summary>
    public static Tokenizer Instance => Shared.Value;

    /// <summary>The bytes of its <c>tokenizer.json</c>, to be saved beside a tiny checkpoint.</summary>
    public static byte[] Json()
    {
        using var stream = typeof(TinyTokenizer).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
