using Oft.Model.Inputs;

namespace Oft.Training.Recipes;

/// <summary>A tokenizer and the files it came from, to lie beside the trained weights.</summary>
/// <param name="Tokenizer">Ready to use.</param>
/// <param name="Files">By name.</param>
internal sealed record TokenizerFiles(Tokenizer Tokenizer, IReadOnlyDictionary<string, byte[]> Files)
{
    private static readonly string[] Names = ["tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"];

    /// <summary>Of a base, or the bundled small one.</summary>
    public static TokenizerFiles Of(string? folder) => folder is null
        ? new(TinyTokenizer.Instance, new Dictionary<string, byte[]> { ["tokenizer.json"] = TinyTokenizer.Json() })
        : new(TokenizerFolder.Read(folder), Names.Where(name => File.Exists(Path.Combine(folder, name))).ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name))));
}
