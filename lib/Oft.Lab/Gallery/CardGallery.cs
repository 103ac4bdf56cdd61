using System.Text.Json.Nodes;
using Oft.Contracts;
using Oft.Evaluation.Statistics;
using Oft.Imaging.Files;
using Oft.Lab.Cards;
using Oft.Lab.Charts;
using Oft.Lab.Course;
using Oft.Lab.Pages;
using Oft.Lab.Pictures;
using Oft.Lab.Progress;
using Oft.Lab.Sessions;
using Oft.Lab.Tables;
using Oft.Lab.Training;
using Oft.Model;
using Oft.Model.Probes;
using Oft.Simulation.MiniLibero;
using Oft.Training;
using Oft.Training.Runs;

namespace Oft.Lab.Gallery;

/// <summary>Every kind of card once, on real pictures and an untrained policy: to look at them after a change.</summary>
public static class CardGallery
{
    /// <summary>The cards by name, in the order of the page.</summary>
    /// <param name="lab">Its seed draws everything.</param>
    public static IReadOnlyList<(string Name, ICard Card)> Cards(Lab lab)
    {
        using var policy = lab.RandomPolicy(config => config with { Film = true });
        var observation = lab.Observation(MiniSuite.Load("mini_goal").Tasks[0].Sentence);
        return [.. Plain(lab), .. Charts(lab), .. Course(lab, policy), .. Pictures(lab, observation), .. Looks(policy, observation)];
    }

    /// <summary>The page of all of them.</summary>
    public static string ToHtml(Lab lab)
    {
        var page = new Page("Every card of the Lab").Paragraph("Pictures are mini-LIBERO's, numbers are drawn from a seed, the policy is untrained: nothing here is a result.");
        foreach (var (name, card) in Cards(lab)) page.Heading(name).Card(card);
        return page.ToHtml();
    }

    private static IEnumerable<(string, ICard)> Plain(Lab lab)
    {
        yield return ("Lab", lab);
        yield return ("Warning", new Warning("the policy below is untrained; its numbers say how things are connected and nothing about a trained one."));
        yield return ("Check that holds", Check.Near(0.25, 0.25, 1e-9, "A quarter is a quarter"));
        yield return ("Error", Check.Fails(() => lab.PaperTable("libero-averge")));
        yield return ("Progress, running", new ProgressState("train", 137, 400, TimeSpan.FromSeconds(61), "action L1 0.182"));
        yield return ("Progress, ended", new ProgressState("train", 400, 400, TimeSpan.FromSeconds(178), "action L1 0.091", Ended: true));
        yield return ("Robot", new RobotView(JsonNode.Parse("""{"mode":"Running","reason":"the operator started","sentence":"put the red pepper into the pot","shadow":false,"rate_hz":25.0,"position":[0.1,-0.9,1.1,0,-0.3,0,0.5,0,-0.96,1.16,0,-0.3,0,0.2],"gate":"Velocity","chunk":3,"element":7,"actions_sent":82,"changed_by_gate":5,"answers":4,"answers_not_used":0,"policy_ms":41.5,"events":["12:00:01.250 Running: the operator started"]}""")!.AsObject()));
        yield return ("Table", Table.Of(MiniSuite.Load("mini_goal").Tasks, ("sentence", task => task.Sentence), ("step limit, control steps", task => task.StepLimit), ("goal atoms", task => task.Goal.Count)));
        yield return ("Paper table, one column", new PaperTableCard(lab.Shelf.PaperTable("libero-average")).Measure("OpenVLA-OFT", 1930, 2000, on: "LIBERO, official").Measure("π0 (fine-tuned)", 1700, 2000, on: "LIBERO, official"));
        yield return ("Paper table, tiny", new PaperTableCard(lab.Shelf.PaperTable("libero"), tiny: true, "mini-LIBERO").Measure("OpenVLA-OFT", 17, 20, "spatial").Measure("OpenVLA-OFT", 12, 20, "long"));
    }

    private static IEnumerable<(string, ICard)> Charts(Lab lab)
    {
        var random = new Random(lab.Seed);
        double[] Curve(double from) => [.. Enumerable.Range(0, 120).Select(i => from * Math.Exp(-i / 40.0) + 0.04 * random.NextDouble())];
        yield return ("Figure: lines", Figures.Lines([("L1", Curve(0.9)), ("diffusion", Curve(0.7)), ("discrete", Curve(0.5)), ("no base", Curve(0.35))], "optimizer step", "action error, normalised", "Learning curves"));
        yield return ("Figure: band", Figures.Band([Curve(0.9), Curve(0.8), Curve(1.0), Curve(0.85)], "optimizer step", "action error, normalised", "Four seeds", lab.Seed));
        yield return ("Figure: powers of ten", Figures.Curves([new LineTrace("error", [.. Enumerable.Range(1, 60).Select(i => (double)i)], [.. Enumerable.Range(1, 60).Select(i => Math.Pow(10, -i / 12.0))])], "iteration", new Axis("distance", "m") { Log = true }, "Convergence"));
        yield return ("Figure: rates", Figures.Rates([("OFT", new SuccessRate(17, 20)), ("diffusion", new SuccessRate(15, 20)), ("autoregressive, with a long name", new SuccessRate(6, 20))], "Success on mini-LIBERO, made up"));
        yield return ("Figure: points", Figures.Scatter([("first", [.. Enumerable.Range(0, 40).Select(_ => (random.NextDouble(), random.NextDouble()))]), ("second", [.. Enumerable.Range(0, 40).Select(_ => (random.NextDouble() + 0.5, random.NextDouble()))])], "x, m", "y, m", "Where objects stand"));
        yield return ("Figure: histogram", Figures.Histogram(Enumerable.Range(0, 500).Select(_ => random.NextDouble() + random.NextDouble() + random.NextDouble()), "sum of three numbers", "How a sum of three random numbers is spread"));
        yield return ("Figure: heat map", Figures.Heat([.. Enumerable.Range(0, 12).Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 96).Select(column => Math.Sin(row / 2.0 + column / 9.0))])], "channel", "block", "Both signs", "γ"));
    }

    private static IEnumerable<(string, ICard)> Course(Lab lab, OftPolicy policy)
    {
        using var live = new LiveCurve();
        live.Begins("", 0, 200);
        for (var step = 0; step < 120; step++) live.Stepped(new StepReport(step, 1e-3, Math.Exp(-step / 40.0), [], 1, new StepTimes(0, 0, 0, 0)));
        yield return ("Live curve", live);
        yield return ("Policy that was found", new FoundPolicy("tiny-oft", policy, Trained: true, "data-manifests/checkpoints/tiny-oft"));
        yield return ("Policy that is untrained", new FoundPolicy("tiny-oft", policy, Trained: false, "train it: oft campaign train data-manifests/checkpoints/tiny-oft/recipe.json"));
        yield return ("Measured row", lab.MeasuredRow("tiny-oft"));
        yield return ("Measured rows", lab.MeasuredRows("Chunk lengths", ["tiny-oft-k1", "tiny-oft-k4", "tiny-oft", "tiny-oft-k16"]));
        yield return ("Closing", new Closing(["A sentence with its number, 42.", "Another one."], "budget (quick) 20 s, took 18 s"));
    }

    private static IEnumerable<(string, ICard)> Pictures(Lab lab, Observation observation)
    {
        var task = MiniSuite.Load("mini_goal").Tasks[0];
        using var world = task.CreateWorld();
        var episode = Demonstrations.Record(world, (ulong)lab.Seed, noise: 0);
        yield return ("Image grid", ImageGrid.Of(observation));
        var front = observation.Views[0];
        yield return ("What another package made", new PackageShow("ImageSharp", "picture.ToImageSharp()", $"a picture of {front.Width}x{front.Height}", Png.Encode(front.Rgb.Span, front.Width, front.Height)));
        yield return ("Film", Film.Of(episode));
        yield return ("Live episode", lab.Play(world, new ScriptedExpert(world), "the scripted expert"));
        yield return ("Figure: picture with overlay", Figures.Image(observation.Views[0], "Distance from the middle", [.. Enumerable.Range(0, 6).Select(row => (IReadOnlyList<double>)[.. Enumerable.Range(0, 6).Select(column => Math.Abs(row - 2.5) + Math.Abs(column - 2.5))])], "distance, squares"));
        yield return ("Figure: chunk", Figures.Chunk(new ActionChunk(8, 7, episode.Steps.Take(8).SelectMany(step => step.Action.ToArray()).ToArray()), 20, "What the expert does first", ["x", "y", "z", "roll", "pitch", "yaw", "gripper"]));
    }

    private static IEnumerable<(string, ICard)> Looks(OftPolicy policy, Observation observation)
    {
        var look = policy.Look(observation, "language.blocks.0.attn.pattern", "vision.dino.blocks.*.film_gamma");
        yield return ("Figure: attention", Figures.Attention(look["language.blocks.0.attn.pattern"], look.TokenNames, head: 0));
        yield return ("Attention view", AttentionView.Of(policy, observation));
        yield return ("FiLM view", FilmView.Of(policy, observation, "close the drawer"));
        yield return ("Probe: sentences", Figures.Sentences(Probe.Sentences(policy, observation)));
        yield return ("Probe: heads", Figures.Heads(Probe.Heads(policy, observation)));
        yield return ("Probe: positions", Figures.Positions(Probe.Positions(policy, observation, view: 0), observation.Views[0]));
        yield return ("Row", new CardRow("Side by side", [ImageGrid.Of(observation), Figures.Heat(look.Stack("vision.dino.blocks.*.film_gamma"), "channel", "block", "γ after one sentence", "γ")]));
    }
}
