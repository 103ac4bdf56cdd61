using System.Text.RegularExpressions;
using Oft.Lab.Charts;

namespace Oft.Lab.Tests;

public class LabTests
{
    [Fact]
    public void The_card_shows_profile_engine_commit_seed_and_the_shelf()
    {
        var lab = Lab.Open("06-film", seed: 7, Profile.Tiny);
        Assert.Matches("(?s)notebook +06-film\nprofile +tiny.*engine +.*libtorch.*commit +.*seed +7\n.*manifests +.* of 6 published checkpoints fetched, .* of 8 data sets fetched", lab.ToText());
        Assert.Contains("oft-libero-goal", lab.ToHtml());
    }

    [Fact]
    public void The_card_brings_plotly_once_where_it_is_there() => Assert.Equal(PlotlyScript.IsPresent ? 1 : 0, Regex.Matches(Lab.Open("a", 1).ToHtml(), PlotlyScript.Marker).Count);

    [Fact]
    public void One_value_a_profile()
    {
        Assert.Equal(20, Lab.Open("a", 1, Profile.Tiny).Choose(tiny: 20, full: 500));
        Assert.Equal(500, Lab.Open("a", 1, Profile.Full).Choose(tiny: 20, full: 500));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("")]
    [InlineData("..")]
    public void A_name_that_is_no_file_name_is_refused(string name) => Assert.Throws<LabException>(() => Lab.Open(name, 1));

    [Fact]
    public void A_table_that_is_not_there_is_answered_with_those_that_are() =>
        Assert.Contains("libero-average", Assert.Throws<LabException>(() => Lab.Open("a", 1).PaperTable("libero-averge")).Message);

    [Fact]
    public void A_tiny_measurement_is_of_mini_libero_and_compared_with_nobodys()
    {
        var table = Lab.Open("a", 1, Profile.Tiny).PaperTable("libero-average").Measure("OpenVLA-OFT", 9, 10);
        Assert.Contains("tiny, not comparable", table.ToText());
    }

    [Fact]
    public void A_policy_whose_weights_are_not_here_says_what_to_do()
    {
        var lab = Lab.Open("a", 1, Profile.Full);
        Assert.SkipWhen(lab.DefaultCheckpoint is not null, "a published checkpoint was fetched");
        Assert.Contains("oft fetch", Assert.Throws<LabException>(() => lab.Policy).Message);
        Assert.Contains("lab.Policy is not here", lab.ToText());
        Assert.Contains("oft fetch oft-libero-10", Assert.Throws<LabException>(() => lab.Load("oft-libero-10")).Message);
        Assert.Contains("expected one of", Assert.Throws<LabException>(() => lab.Load("no-such")).Message);
    }

    [Fact]
    public void The_same_seed_makes_the_same_untrained_policy_and_it_acts_on_what_the_lab_sees()
    {
        var lab = Lab.Open("a", 5, Profile.Tiny);
        using var first = lab.RandomPolicy();
        using var second = lab.RandomPolicy();
        var seen = lab.Observation("turn on the stove");
        Assert.Equal("turn on the stove", seen.Sentence);
        Assert.Equal(first.Act(seen).Values.ToArray(), second.Act(seen).Values.ToArray());
    }

    [Fact]
    public void The_setup_of_notebooks_names_the_built_library_and_namespaces_that_exist()
    {
        var setup = File.ReadAllText(Path.Combine(Need.Root, "notebooks", "setup.dib"));
        var library = Regex.Match(setup, "#r \"([^\"]+)\"").Groups[1].Value;
        Assert.True(File.Exists(Path.Combine(Need.Root, "notebooks", library)), library);
        var namespaces = Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Need.Root, "notebooks", library)))!, "Oft.*.xml").SelectMany(File.ReadLines)
            .Select(line => Regex.Match(line, "name=\"T:([\\w.]+)\\.\\w+").Groups[1].Value).ToHashSet();
        Assert.Empty(Regex.Matches(setup, "^using ([\\w.]+);", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Except(namespaces));
    }
}
