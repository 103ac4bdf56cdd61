using Oft.Contracts;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Model;
using Oft.Model.Taps;

namespace Oft.Lab.Pictures;

/// <summary>What a sentence does to a vision tower: γ and β of every block as colours, for two sentences and their difference.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class FilmView : ICard
{
    private readonly CardRow[] rows;

    /// <summary>Compares two looks at the same picture under different sentences.</summary>
    /// <param name="first">With <c>vision.TOWER.blocks.*.film_gamma</c> and <c>film_beta</c>.</param>
    /// <param name="firstSentence">What was said then.</param>
    /// <param name="second">The other look, with the same taps.</param>
    /// <param name="secondSentence">What was said there.</param>
    /// <param name="tower">dino or siglip.</param>
    /// <exception cref="ArgumentException">A look has none of these taps: the policy has no FiLM, or they were not asked for.</exception>
    public FilmView(Look first, string firstSentence, Look second, string secondSentence, string tower = "dino")
    {
        (FirstSentence, SecondSentence, Tower) = (firstSentence, secondSentence, tower);
        rows = [Compared("γ", "film_gamma", first, second), Compared("β", "film_beta", first, second)];
    }

    /// <summary>Looks twice, once for each sentence.</summary>
    /// <param name="policy">With FiLM.</param>
    /// <param name="observation">What is seen; its sentence is the first.</param>
    /// <param name="otherSentence">The second.</param>
    /// <param name="tower">dino or siglip.</param>
    public static FilmView Of(OftPolicy policy, Observation observation, string otherSentence, string tower = "dino")
    {
        if (!policy.Model.Config.Film) throw new ArgumentException("FiLM view: this policy has no FiLM, so no sentence reaches its towers. Take one with OftConfig.Film on.", nameof(policy));
        string[] taps = [$"vision.{tower}.blocks.*.film_gamma", $"vision.{tower}.blocks.*.film_beta"];
        return new(policy.Look(observation, taps), observation.Sentence, policy.Look(observation with { Sentence = otherSentence }, taps), otherSentence, tower);
    }

    /// <summary>The first sentence.</summary>
    public string FirstSentence { get; }

    /// <summary>The second.</summary>
    public string SecondSentence { get; }

    /// <summary>Which tower.</summary>
    public string Tower { get; }

    /// <summary>Greatest |Δγ| and |Δβ|: zero where the sentence changes nothing.</summary>
    public (double Gamma, double Beta) GreatestDifference { get; private set; }

    /// <inheritdoc/>
    public string ToHtml() => string.Concat(rows.Select(row => row.ToHtml()));

    /// <inheritdoc/>
    public string ToText() => string.Join('\n', rows.Select(row => row.ToText()));

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private CardRow Compared(string letter, string tap, Look first, Look second)
    {
        var (a, b) = (Rows(first, tap), Rows(second, tap));
        if (a.Count != b.Count || !a.Zip(b).All(pair => pair.First.Count == pair.Second.Count))
            throw new ArgumentException($"FiLM view: expected two looks at the same model, got {a.Count} and {b.Count} blocks of {tap}.");
        var difference = a.Zip(b, (x, y) => (IReadOnlyList<double>)[.. x.Zip(y, (p, q) => p - q)]).ToList();
        var reach = a.Concat(b).SelectMany(row => row).Max(Math.Abs);
        var greatest = difference.SelectMany(row => row).Max(Math.Abs);
        GreatestDifference = letter == "γ" ? (greatest, GreatestDifference.Beta) : (GreatestDifference.Gamma, greatest);
        return new($"{letter} of {Tower}: 1 “{FirstSentence}” · 2 “{SecondSentence}”", [Part($"{letter}, sentence 1", a, reach), Part($"{letter}, sentence 2", b, reach), Part($"{letter}, 1 − 2", difference, greatest)]);

        Figure Part(string title, IReadOnlyList<IReadOnlyList<double>> rows, double scale) => new(title, "channel", new Axis("block") { Reversed = true })
        {
            // One scale for both sentences, around zero, so that equal colours are equal numbers.
            Traces = [new HeatTrace(letter, rows) { Low = -Math.Max(scale, 1e-9), High = Math.Max(scale, 1e-9) }], Width = 296, Height = Math.Clamp(150 + 14 * rows.Count, 220, 460),
        };
    }

    private List<IReadOnlyList<double>> Rows(Look look, string tap)
    {
        var rows = look.Stack($"vision.{Tower}.blocks.*.{tap}").Select(reading => (IReadOnlyList<double>)[.. reading.Values.Take((int)(reading.Values.Length / reading.Shape[0])).Select(value => (double)value)]).ToList();
        return rows.Count > 0 ? rows : throw new ArgumentException($"FiLM view: expected vision.{Tower}.blocks.*.{tap} in the look, got {(look.Addresses.Count == 0 ? "none" : string.Join(", ", look.Addresses.Take(4)))}. The policy needs FiLM, and both taps must be looked at.");
    }
}
