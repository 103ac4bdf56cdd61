using Oft.Lab.Course;

namespace Oft.Lab.Tests.Course;

public class NotebookBudgetTests
{
    [Fact]
    public void The_budget_is_what_the_first_cell_says()
    {
        var budget = NotebookBudget.Of("# x\n**Time** tiny: 1.5 min (quick: 20 s) on two CPU cores · full: an hour");
        Assert.Equal(new NotebookBudget(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(20)), budget);
        Assert.Equal("95.0 s of the 90 s budget (tiny, two CPU cores): over it", budget!.Sentence(TimeSpan.FromSeconds(95), quick: false));
        Assert.Equal("5.0 s of the 20 s budget (quick, two CPU cores)", budget.Sentence(TimeSpan.FromSeconds(5), quick: true));
        Assert.Null(NotebookBudget.Of("# a notebook that states none"));
        Assert.Null(NotebookBudget.Read("nowhere.ipynb"));
    }

    [Fact]
    public void A_file_that_is_no_notebook_has_no_budget()
    {
        using var folder = new TemporaryFolder();
        foreach (var text in (string[])["", "[]", "{\"cells\":[]}", "{\"cells\":[{\"source\":7}]}", "{\"cells\":{}}"])
        {
            File.WriteAllText(folder["a.ipynb"], text);
            Assert.Null(NotebookBudget.Read(folder["a.ipynb"]));
        }
    }

    [Fact]
    public void All_notebooks_together_stay_within_half_an_hour_and_five_minutes()
    {
        var budgets = Directory.GetFiles(Path.Combine(Need.Root, "notebooks"), "*.ipynb").Select(NotebookBudget.Read).ToList();
        Assert.DoesNotContain(null, budgets);
        Assert.True(budgets.Sum(budget => budget!.Tiny.TotalMinutes) <= 30);
        Assert.True(budgets.Sum(budget => budget!.Quick.TotalMinutes) <= 5);
    }
}
