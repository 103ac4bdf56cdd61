using Oft.Data.Doctor;
using Oft.Lab.Pages;

namespace Oft.Lab.Tests.Pages;

public class DoctorPageTests
{
    [Fact]
    public void Lengths_stand_in_a_histogram_with_both_axes_named()
    {
        var html = DoctorPage.Of(new("set", "rlds", 5, 120, [new(10, 19, 2), new(20, 29, 3)], [], [new("episode 0", 12, "ab", new Dictionary<string, IReadOnlyList<string>>())]));
        foreach (var part in (string[])["nothing speaks against training", ">length, steps</text>", ">episodes</text>", "12 steps, SHA-256 ab"]) Assert.Contains(part, html);
    }

    [Fact]
    public void A_folder_without_an_episode_is_a_page_too()
    {
        var html = DoctorPage.Of(new("empty", "rlds", 0, 0, [], [new("empty", Severity.Problem, "folder", "no <episode>.", "look again.")], []));
        Assert.Contains("do not train on it as it is", html);
        Assert.Contains("no &lt;episode&gt;. look again.", html);
    }
}
