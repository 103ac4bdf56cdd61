using System.Text.Json;
using Oft.Formats;

namespace Oft.Model.Inputs;

/// <summary>The tokenizer of a checkpoint folder, from whichever of its files is there.</summary>
public static class TokenizerFolder
{
    /// <summary>Reads <c>tokenizer.json</c>, else <c>tokenizer.model</c> with <c>added_tokens.json</c>, else OpenVLA's <c>&lt;PAD&gt;</c> behind the pieces.</summary>
    /// <exception cref="FileNotFoundException">The folder has neither file.</exception>
    /// <exception cref="DamagedFileException">The file is damaged or of another kind.</exception>
    public static Tokenizer Read(string folder)
    {
        var (json, model, added) = (Path.Combine(folder, "tokenizer.json"), Path.Combine(folder, "tokenizer.model"), Path.Combine(folder, "added_tokens.json"));
        if (File.Exists(json)) return TokenizerJson.Read(json);
        if (!File.Exists(model)) throw new FileNotFoundException($"{folder} has neither tokenizer.json nor tokenizer.model; copy the one of your checkpoint there.");
        if (File.Exists(added)) return SentencePieceModel.Read(model, Added(added));
        var bare = SentencePieceModel.Read(model);
        return SentencePieceModel.Read(model, new AddedToken(bare.VocabularySize, "<PAD>"));
    }

    private static List<AddedToken> Added(string path)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllBytes(path)) ?? []).Select(x => new AddedToken(x.Value, x.Key))];
        }
        catch (JsonException e)
        {
            throw new DamagedFileException(path, FileFault.Header, $"expected an object of token to id: {e.Message}", e);
        }
    }
}
