using System.Globalization;
using System.Net;
using System.Text;
using Oft.Contracts;
using Oft.Evaluation.Ledgers;

namespace Oft.Lab.Reports;

/// <summary>Tasks down, initial states across, one square an episode, as SVG: which states are hard is seen at a glance.</summary>
public static class HeatMap
{
    private const int side = 13, labels = 330, top = 22;

    // Okabe and Ito's colours; a sign inside tells the three apart without any colour.
    private static readonly Dictionary<EpisodeOutcome, (string Colour, string Sign)> marks = new()
    {
        [EpisodeOutcome.Success] = ("#009E73", ""),
        [EpisodeOutcome.Failure] = ("#D55E00", "×"),
        [EpisodeOutcome.Error] = ("#999999", "!"),
    };

    /// <summary>The picture of a ledger.</summary>
    public static string ToSvg(Ledger ledger)
    {
        var tasks = ledger.Conditions.Tasks;
        var (width, height) = (labels + ledger.Conditions.InitialStates * (side + 1) + 90, top + tasks.Count * (side + 3) + 4);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\" aria-label=\"outcome of every episode\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"11\" fill=\"currentColor\">");
        for (var state = 0; state < ledger.Conditions.InitialStates; state += 5)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{labels + state * (side + 1)}\" y=\"14\">{state}</text>");
        var byKey = ledger.Records.ToDictionary(record => record.Key());
        for (var i = 0; i < tasks.Count; i++)
        {
            var y = top + i * (side + 3);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{y + 10}\">{WebUtility.HtmlEncode(Short(tasks[i]))}</text>");
            for (var state = 0; state < ledger.Conditions.InitialStates; state++)
                if (byKey.TryGetValue((tasks[i], state), out var record)) Square(svg, labels + state * (side + 1), y, record);
            if (ledger.RateOf(tasks[i]) is { } rate)
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{labels + ledger.Conditions.InitialStates * (side + 1) + 6}\" y=\"{y + 10}\">{rate.Successes}/{rate.Trials}</text>");
        }
        return svg.Append("</svg>").ToString();
    }

    private static void Square(StringBuilder svg, int x, int y, EpisodeRecord record)
    {
        var (colour, sign) = marks[record.Outcome];
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" fill=\"{colour}\"><title>state {record.InitialState}: {record.Outcome}, {record.Steps} steps</title></rect>");
        if (sign != "") svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + side / 2.0:0.#}\" y=\"{y + 10}\" text-anchor=\"middle\" fill=\"#fff\" pointer-events=\"none\">{sign}</text>");
    }

    private static string Short(string task) => (task.Length > 52 ? task[..51] + "…" : task).Replace('_', ' ');
}
