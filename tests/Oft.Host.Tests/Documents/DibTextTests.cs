using Oft.Host.Documents;

namespace Oft.Host.Tests.Documents;

public class DibTextTests
{
    private const string text = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp","languageName":"C#","aliases":["C#","c#"]}]}}

        #!markdown

        # Title

        with a second line

        #!csharp

        #!time
        var a = 1;

        a

        #!html

        <p>hello</p>

        #!value --name words

        one two

        #!csharp

        #!set --name b --value @value:words
        b

        """;

    [Fact]
    public void Cells_begin_at_language_lines_and_other_directives_stay_in_them()
    {
        var document = DibText.Read(text, "a.dib");

        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Code, CellKind.Code, CellKind.Code], document.Cells.Select(cell => cell.Kind));
        Assert.Equal("#!time\nvar a = 1;\n\na", document.Cells[1].Source);
        Assert.Equal("#!html\n\n<p>hello</p>".Replace("\n\n", "\n"), document.Cells[2].Source);
        Assert.Equal("#!value --name words\none two", document.Cells[3].Source);
        Assert.Equal("html", document.Cells[2].Language);
    }

    [Fact]
    public void Text_notebook_text_ends_where_it_began()
    {
        var once = DibText.Write(DibText.Read(text, "a.dib"));

        Assert.Equal(once, DibText.Write(DibText.Read(once, "b.dib")));
        Assert.Contains("\"defaultKernelName\":\"csharp\"", once);
    }

    [Fact]
    public void A_notebook_keeps_its_cells_through_text()
    {
        var before = NotebookDocument.Load(Need.Golden("notebooks/small.ipynb"));
        var after = DibText.Read(DibText.Write(before), "small.dib");

        Assert.Equal(before.Cells.Select(cell => (cell.Kind, cell.Source)), after.Cells.Select(cell => (cell.Kind, cell.Source)));
    }

    [Fact]
    public void Text_without_any_language_line_is_one_cell_of_code()
    {
        var document = DibText.Read("1 + 1\n", "a.dib");

        Assert.Equal("1 + 1", Assert.Single(document.Cells).Source);
    }

    [Fact]
    public void Prose_that_would_begin_a_cell_is_refused()
    {
        var document = NotebookDocument.Create([NotebookCell.Create(CellKind.Markdown, "see\n#!csharp\nhere", "m")]);

        Assert.Contains("its line '#!csharp' would begin a new cell", Assert.Throws<NotebookException>(() => DibText.Write(document)).Message);
    }

    [Fact]
    public void Damaged_meta_is_refused() => Assert.Contains("#!meta", Assert.Throws<NotebookException>(() => DibText.Read("#!meta\n{]\n#!csharp\n1", "a.dib")).Message);
}
