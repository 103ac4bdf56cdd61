using Oft.Lab.Cards;
using Oft.Lab.Suites;
using Oft.Model;

namespace Oft.Lab.Course;

/// <summary>The policy a notebook asked for: trained, or, where its weights are not here yet, the same classes untrained, which is said loudly.</summary>
/// <remarks>An untrained policy shows shapes, masks and what is connected to what; what it does says nothing about a trained one.</remarks>
/// <param name="Name">The checkpoint's.</param>
/// <param name="Policy">To act and to be looked into.</param>
/// <param name="Trained">False where the weights are those that training would begin with.</param>
/// <param name="Where">Where the weights come from; for an untrained one, how they are made.</param>
/// <param name="Hash">Of the weights' files; empty for an untrained one.</param>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed record FoundPolicy(string Name, OftPolicy Policy, bool Trained, string Where, string Hash = "") : ICard, IDisposable
{
    /// <summary>The same, as an evaluation asks for it.</summary>
    public PolicyChoice Choice => new(Label, Hash, Where, _ => Policy);

    /// <summary>The name as figures and sentences use it; an untrained policy carries the word.</summary>
    public string Label => Trained ? Name : $"{Name}, untrained";

    /// <inheritdoc/>
    public string ToHtml() => Trained ? new CheckCard($"{Name}: trained weights", Where).ToHtml() : new Warning(Sentence).ToHtml();

    /// <inheritdoc/>
    public string ToText() => Trained ? $"{Name}: trained weights from {Where}" : new Warning(Sentence).ToText();

    /// <inheritdoc/>
    public override string ToString() => ToText();

    /// <inheritdoc/>
    public void Dispose() => Policy.Dispose();

    private string Sentence => $"the trained weights of {Name} are not here yet, so this is an UNTRAINED policy of the same classes. Shapes, masks and connections below are real; what it does with them means nothing. {Where}";
}
