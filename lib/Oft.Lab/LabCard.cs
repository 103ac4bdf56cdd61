using Oft.Data.Manifests;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Lab.Runs;
using Oft.Torch;

namespace Oft.Lab;

/// <summary>What an opened lab shows of itself; it also brings Plotly to the page, once.</summary>
internal sealed class LabCard(Lab lab) : ICard
{
    public string ToHtml()
    {
        var facts = string.Concat(Facts().Select(fact => $"<tr><th scope=\"row\">{Markup.Text(fact.Name)}</th><td>{Markup.Text(fact.Value)}</td></tr>"));
        var shelf = string.Concat(lab.Shelf.Manifests.Select(manifest => $"<tr><td>{Sign(manifest)}</td><td>{Markup.Text(manifest.Name)}</td><td>{Markup.Text(manifest.Title)}</td></tr>"));
        return Markup.Card("lab", $"<table>{facts}</table><details><summary>{Markup.Text(Present())}</summary><table>{shelf}</table></details>") + Missing(warning => warning.ToHtml()) + PlotlyScript.Tag;
    }

    public string ToText() =>
        string.Join('\n', Facts().Append(("manifests", Present())).Select(fact => $"{fact.Item1,-10} {Markup.Clean(fact.Item2)}")) + Missing(warning => "\n" + warning.ToText());

    private IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("notebook", lab.Notebook);
        yield return ("profile", lab.IsTiny ? "tiny: numbers are compared with nobody's" : "full");
        yield return ("engine", EngineReport.WhatIsMissing is { } reason ? $"missing: {reason}" : EngineReport.InUse);
        yield return ("machine", $"{Machine.Here.Processor}, {Machine.Here.Cores} cores, {Machine.Here.MemoryGib} GiB");
        yield return ("commit", Checkout.Commit);
        yield return ("seed", $"{lab.Seed}");
        yield return ("policy", lab.DefaultCheckpoint ?? "no trained weights here");
    }

    private string Present()
    {
        var groups = lab.Shelf.Manifests.GroupBy(manifest => manifest.Kind).Select(kind => $"{kind.Count(lab.Shelf.IsPresent)} of {kind.Count()} {(kind.Key == ManifestKind.Checkpoint ? "published checkpoints" : "data sets")} fetched");
        return $"{lab.Shelf.TinyCheckpoints.Count} tiny checkpoints shipped, {string.Join(", ", groups)}";
    }

    private string Sign(Manifest manifest) => lab.Shelf.IsPresent(manifest) ? "✔" : "–";

    private string Missing(Func<Warning, string> show)
    {
        List<Warning> warnings = [];
        if (lab.DefaultCheckpoint is null) warnings.Add(new("lab.Policy is not here: " + lab.WithoutWeights));
        if (!PlotlyScript.IsPresent) warnings.Add(new($"plotly.js is not here ({PlotlyScript.Place}), so figures are static pictures: run bash environment/run.sh --setup-only with npm on the PATH."));
        return string.Concat(warnings.Select(show));
    }
}
