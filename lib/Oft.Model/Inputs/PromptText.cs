using System.Globalization;
using System.Text;

namespace Oft.Model.Inputs;

/// <summary>The sentence around the task, as the model was trained to read it.</summary>
/// <remarks>Upstream: experiments/robot/openvla_utils.py, prismatic/models/backbones/llm/prompting.</remarks>
public static class PromptText
{
    /// <summary>What a robot asks: the instruction in lower case, no blank after <c>Out:</c>.</summary>
    public static string Acting(string instruction) => $"In: {Question(instruction)}\nOut:";

    /// <summary>What a training sample says: the question, the action characters, the literal stop token.</summary>
    /// <param name="instruction">The task in words.</param>
    /// <param name="actions">K·A characters, one per action token.</param>
    // Upstream: prompting/base_prompter.py removes the text <image> and outer blanks from each turn.
    public static string Training(string instruction, string actions) => $"In: {Turn(Question(instruction))}\nOut: {Turn(actions)}</s>";

    /// <summary>The template of OpenVLA v0.1, which OFT never uses.</summary>
    public static string OpenVlaV01(string instruction) =>
        $"A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. USER: {Question(instruction)} ASSISTANT:";

    private static string Question(string instruction) => $"What action should the robot take to {Lower(instruction)}?";

    private static string Turn(string text) => text.Replace("<image>", "", StringComparison.Ordinal).Trim();

    /// <summary>Lower case as Python's str.lower has it.</summary>
    /// <remarks>.NET maps character to character. Python differs in two: İ becomes i with a dot above, Σ at the end of a word becomes ς.</remarks>
    internal static string Lower(string text)
    {
        if (!text.AsSpan().ContainsAny('İ', 'Σ')) return text.ToLowerInvariant();
        var lower = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
            lower.Append(text[i] switch
            {
                'İ' => "i\u0307",
                'Σ' => EndsWord(text, i) ? "ς" : "σ",
                _ => char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? text.Substring(i++, 2).ToLowerInvariant() : char.ToLowerInvariant(text[i]).ToString(),
            });
        return lower.ToString();
    }

    private static bool EndsWord(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && IsIgnored(text[before])) before--;
        var after = at + 1;
        while (after < text.Length && IsIgnored(text[after])) after++;
        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    private static bool IsCased(char x) => char.GetUnicodeCategory(x) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsIgnored(char x) => x is '\'' or '.' or ':' or '·' or '’' ||
        char.GetUnicodeCategory(x) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
