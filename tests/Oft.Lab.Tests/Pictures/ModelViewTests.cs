using System.Text.Json;
using System.Text.RegularExpressions;
using Oft.Contracts;
using Oft.Lab.Charts;
using Oft.Lab.Pictures;
using Oft.Model;
using Oft.Model.Probes;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Pictures;

public sealed class ModelViewTests : IDisposable
{
    private const string pattern = "language.blocks.0.attn.pattern";
    private readonly OftPolicy policy = Lab.Open("views", seed: 3, Profile.Tiny).RandomPolicy(config => config with { Film = true });
    private readonly Observation observation = new([.. MiniRobot.Spec.Views.Select((name, i) => new CameraImage(name, 84, 84, new byte[84 * 84 * 3]))], new double[8], "open the drawer");

    public void Dispose() => policy.Dispose();

    [Fact]
    public void The_maps_of_the_view_are_the_rows_of_the_pattern_that_the_head_reads()
    {
        var look = policy.Look(observation, pattern);
        using var data = JsonDocument.Parse(Regex.Match(new AttentionView(look, observation, policy.Encoder).ToHtml(), "data-attention='([^']*)'").Groups[1].Value);
        var (heads, slots, patches) = (data.RootElement.GetProperty("heads").GetInt32(), data.RootElement.GetProperty("slots").GetInt32(), data.RootElement.GetProperty("patches").GetInt32());
        Assert.Equal((4, 56, 72), (heads, slots, patches));
        var maps = Convert.FromBase64String(data.RootElement.GetProperty("maps").GetString()!);
        Assert.Equal((heads + 1) * slots * patches, maps.Length);
        foreach (var (head, slot, patch) in new[] { (0, 0, 0), (2, 17, 40), (3, 55, 71) })
        {
            var map = head * slots + slot;
            var greatest = data.RootElement.GetProperty("greatest")[map].GetDouble();
            var shown = maps[map * patches + patch] / 255.0 * greatest;
            var real = look[pattern][0, head, look.Layout!.ActionReads.Start.Value + slot, look.Layout.PatchTokens.Start.Value + patch];
            // Half a step of 255, and five digits of the greatest value.
            Assert.Equal(real, shown, greatest * 0.003);
        }
    }

    [Fact]
    public void An_attention_view_without_a_pattern_says_what_to_look_at()
        => Assert.Contains("language.blocks.*.attn.pattern", Assert.Throws<ArgumentException>(() => new AttentionView(policy.Look(observation, "language.blocks.0.out"), observation, policy.Encoder)).Message);

    [Fact]
    public void The_same_sentence_twice_differs_nowhere_and_another_somewhere()
    {
        Assert.Equal((0.0, 0.0), FilmView.Of(policy, observation, observation.Sentence).GreatestDifference);
        var other = FilmView.Of(policy, observation, "close the drawer");
        Assert.True(other.GreatestDifference.Gamma > 0);
        Assert.Equal(6, Regex.Matches(other.ToHtml(), " data-figure='").Count);
        Assert.Contains("close the drawer", other.ToText());
    }

    [Fact]
    public void A_policy_without_film_has_no_film_view()
    {
        using var plain = Lab.Open("views", seed: 3, Profile.Tiny).RandomPolicy();
        Assert.Contains("no FiLM", Assert.Throws<ArgumentException>(() => FilmView.Of(plain, observation, "close")).Message);
    }

    [Fact]
    public void Attention_of_a_head_is_a_table_of_tokens_and_the_mean_lies_between_heads()
    {
        var look = policy.Look(observation, pattern);
        var head = (HeatTrace)Figures.Attention(look[pattern], look.TokenNames, head: 1).Traces[0];
        var mean = (HeatTrace)Figures.Attention(look[pattern], look.TokenNames).Traces[0];
        Assert.Equal(look.Layout!.Length, head.Rows.Count);
        Assert.Equal(look[pattern][0, 1, 5, 9], head.Rows[5][9]);
        Assert.Equal(Enumerable.Range(0, 4).Average(h => look[pattern][0, h, 5, 9]), mean.Rows[5][9], 1e-7);
        Assert.Throws<ArgumentOutOfRangeException>(() => Figures.Attention(look[pattern], look.TokenNames, head: 4));
        Assert.Throws<ArgumentException>(() => Figures.Attention(look[pattern], ["a"], head: 0));
    }

    [Fact]
    public void Of_the_last_layer_the_rows_that_were_computed_are_shown_and_the_caption_says_so()
    {
        const string last = "language.blocks.3.attn.pattern";
        var look = policy.Look(observation, last);
        Assert.NotNull(look[last].Rows);
        var figure = Figures.Attention(look[last], look.TokenNames, head: 0);
        Assert.Equal(look.RowNames(last), figure.Y.Categories);
        Assert.Contains("only positions", figure.Caption.ToLowerInvariant());
        using var data = JsonDocument.Parse(Regex.Match(new AttentionView(look, observation, policy.Encoder).ToHtml(), "data-attention='([^']*)'").Groups[1].Value);
        var maps = Convert.FromBase64String(data.RootElement.GetProperty("maps").GetString()!);
        var greatest = data.RootElement.GetProperty("greatest")[56 + 20].GetDouble();
        Assert.Equal(look[last][0, 1, look.Layout!.ActionReads.Start.Value - look[last].Rows![0].Start.Value + 20, look.Layout.PatchTokens.Start.Value + 33], maps[(56 + 20) * 72 + 33] / 255.0 * greatest, greatest * 0.003);
    }

    [Fact]
    public void Probe_answers_become_bars_tables_and_overlays()
    {
        Assert.Contains("swap: drawer the open", Figures.Sentences(Probe.Sentences(policy, observation)).ToText());
        var heads = (HeatTrace)Figures.Heads(Probe.Heads(policy, observation, "language.blocks.0.attn.heads")).Traces[0];
        Assert.Equal((1, 4), (heads.Rows.Count, heads.Rows[0].Count));
        var places = Figures.Positions(Probe.Positions(policy, observation, view: 0, squares: 2), observation.Views[0]);
        Assert.Equal(42, places.Traces.OfType<HeatTrace>().Single().CellWidth);
    }

    [Fact]
    public void A_heat_map_of_no_reading_says_so()
        => Assert.Contains("Nothing passed", Assert.Throws<ArgumentException>(() => Figures.Heat(policy.Look(observation, pattern).Stack("vision.**"), "x", "y", "t")).Message);
}
