namespace Oft.Model;

/// <summary>Where everything sits in the one sequence the language model reads.</summary>
/// <remarks>[ start | patches V·P | proprio 0..1 | diffusion step 0..1 | prompt without start | action slots K·A | stop ]</remarks>
/// <param name="Patches">V·P, patches of all views.</param>
/// <param name="Proprio">Tokens of proprioception: 0 or 1.</param>
/// <param name="DiffusionStep">Tokens that say how noisy the slots are: 0 or 1.</param>
/// <param name="Prompt">Prompt tokens without the start token.</param>
/// <param name="Actions">K·A, action slots.</param>
public sealed record SequenceLayout(int Patches, int Proprio, int DiffusionStep, int Prompt, int Actions)
{
    /// <summary>T, all positions.</summary>
    public int Length => 1 + Inserted + Prompt + Actions + 1;

    /// <summary>Positions between the start token and the prompt.</summary>
    public int Inserted => Patches + Proprio + DiffusionStep;

    /// <summary>Positions of the patches.</summary>
    public Range PatchTokens => 1..(1 + Patches);

    /// <summary>Positions of the prompt without its start.</summary>
    public Range PromptTokens => (1 + Inserted)..(1 + Inserted + Prompt);

    /// <summary>Positions that hold nothing but their place: time-major, slot k·A + j is step k, number j.</summary>
    public Range ActionSlots => (Length - 1 - Actions)..(Length - 1);

    /// <summary>Where the head reads: one position before each action slot.</summary>
    // Upstream: the next-token shift of the base model is kept (modeling_prismatic.py, predict_action).
    public Range ActionReads => (ActionSlots.Start.Value - 1)..(ActionSlots.End.Value - 1);

    /// <summary>What stands at every position, for axes and tables.</summary>
    /// <param name="prompt">Prompt tokens as text, without the start token.</param>
    public IReadOnlyList<string> Names(IReadOnlyList<string> prompt)
        => ["start", .. Numbered("patch", Patches), .. Numbered("proprio", Proprio), .. Numbered("step", DiffusionStep), .. prompt, .. Numbered("action", Actions), "stop"];

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name} {i}");
}
