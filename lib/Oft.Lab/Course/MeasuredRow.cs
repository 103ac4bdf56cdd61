using System.Globalization;
using System.Text.Json.Nodes;
using Oft.Evaluation.Statistics;
using Oft.Lab.Campaign;
using Oft.Lab.Cards;

namespace Oft.Lab.Course;

/// <summary>What was measured of one of the tiny checkpoints, with commit and machine; or that it was not, and which command does it.</summary>
[TypeFormatterSource(typeof(CardFormatters))]
public sealed class MeasuredRow : ICard
{
    private readonly JsonObject? file;

    /// <summary>A row.</summary>
    /// <param name="recipe">The checkpoint's recipe.</param>
    /// <param name="file">Its record below <c>data-manifests/measured</c>; null where there is none.</param>
    public MeasuredRow(CampaignRecipe recipe, JsonObject? file) => (Recipe, this.file) = (recipe, file);

    /// <summary>How the checkpoint is made.</summary>
    public CampaignRecipe Recipe { get; }

    /// <summary>The checkpoint's name.</summary>
    public string Name => Recipe.Name;

    /// <summary>True where a record is here.</summary>
    public bool IsMeasured => file is not null;

    /// <summary>Success over all suites of the recipe; null where not measured.</summary>
    public SuccessRate? Rate => RateOf(file?["result"]?["success_percent"]);

    /// <summary>Milliseconds a question to the policy took when it was measured; null where not measured.</summary>
    public double? MillisecondsPerCall => (double?)file?["result"]?["policy_ms_per_call"];

    /// <summary>Commit, date and machine of the measurement.</summary>
    public string Origin => file is null ? "not measured yet" : $"commit {file["commit"]}, {file["date"]!.ToString()[..10]}, {file["machine"]!["processor"]}, {file["machine"]!["cores"]} cores";

    /// <summary>Which commands measure it.</summary>
    public string Command => $"oft campaign train {Place}, then oft campaign measure with the same file";

    /// <summary>Success on one suite, such as mini_spatial; null where not measured.</summary>
    public SuccessRate? RateOn(string suite) => RateOf(file?["result"]?["suites"]?[suite]);

    /// <inheritdoc/>
    public string ToHtml() => IsMeasured ? Markup.Card("row", Markup.Text(ToText())) : new Warning(ToText()).ToHtml();

    /// <inheritdoc/>
    public string ToText() => Rate is { } rate ? $"{Name}: {rate} on mini-LIBERO (tiny, not comparable){Paper}; {Origin}" : $"{Name}: not measured yet; {Command}{Paper}";

    /// <inheritdoc/>
    public override string ToString() => ToText();

    private string Place => $"data-manifests/checkpoints/{Name}/recipe.json";

    private string Paper => Recipe.Paper is { } paper ? string.Create(CultureInfo.InvariantCulture, $"; paper {paper:0.0} on its own benchmark") : "";

    private static SuccessRate? RateOf(JsonNode? percent) => percent is null ? null : new((int)percent["successes"]!, (int)percent["n"]!);
}
