using System.Text;
using System.Text.Json.Nodes;
using Oft.Host.Documents;

namespace Oft.Host.Tests.Documents;

public class NotebookDocumentTests
{
    private const string small = """
        {"cells":[{"cell_type":"markdown","metadata":{"mine":{"z":1,"a":[]}},"source":["# One\n","two"]},
        {"cell_type":"code","metadata":{},"source":"var a = 1;\na","execution_count":null,"outputs":[]}],
        "metadata":{"zeta":1,"alpha":2},"nbformat":4,"nbformat_minor":2}
        """;

    [Fact]
    public void An_older_notebook_is_lifted_and_keeps_unknown_metadata_in_its_order()
    {
        var text = Encoding.UTF8.GetString(Read(small).ToBytes());

        Assert.Contains("\"nbformat_minor\": 5", text);
        Assert.True(text.IndexOf("zeta", StringComparison.Ordinal) < text.IndexOf("alpha", StringComparison.Ordinal));
        Assert.Contains("\n     \"z\": 1,\n", text);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain("\r", text);
    }

    [Fact]
    public void Cells_without_an_id_get_one_that_depends_on_the_file_alone()
    {
        var (one, other) = (Read(small), Read(small));

        Assert.Equal(one.Cells.Select(cell => cell.Id), other.Cells.Select(cell => cell.Id));
        Assert.Equal(2, one.Cells.Select(cell => cell.Id).Distinct().Count());
    }

    [Fact]
    public void What_is_written_is_what_was_read()
    {
        var bytes = Read(small).ToBytes();

        Assert.Equal(bytes, NotebookDocument.Parse(bytes, "again").ToBytes());
        Assert.Equal("# One\ntwo", Read(small).Cells[0].Source);
    }

    [Theory]
    [InlineData("[]", "small.ipynb: expected an object")]
    [InlineData("{\"cells\":[],\"metadata\":{},\"nbformat\":3,\"nbformat_minor\":0}", "nbformat: expected 4, got 3. Convert it with 'jupyter nbconvert --to notebook'.")]
    [InlineData("{\"cells\":{},\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "cells: expected a list, got {}")]
    [InlineData("{\"cells\":[{\"cell_type\":\"picture\",\"metadata\":{},\"source\":\"\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "cells[0].cell_type: expected code, markdown or raw, got \"picture\"")]
    [InlineData("{\"cells\":[{\"cell_type\":\"raw\",\"metadata\":{},\"source\":7}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "cells[0].source: expected a string or a list of strings, got 7")]
    [InlineData("{\"cells\":[],\"cells\":[],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "is not JSON that can be read")]
    [InlineData("{\"cells\":[{\"cell_type\":\"raw\",\"metadata\":{},\"source\":\"\\ud800\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "is not JSON that can be read")]
    [InlineData("{\"cells\":[{\"cell_type\":\"raw\",\"metadata\":{},\"source\":\"\",\"own\":1}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}", "member 'own' is not part of nbformat 4.5")]
    public void What_is_no_notebook_is_refused_with_its_place(string json, string expected) => Assert.Contains(expected, Assert.Throws<NotebookException>(() => Read(json)).Message);

    [Fact]
    public void Json_that_is_very_deep_is_refused() => Assert.Throws<NotebookException>(() => Read(new string('[', 100_000)));

    [Fact]
    public void Saving_leaves_no_other_file_behind()
    {
        using var folder = new TemporaryFolder();
        Read(small).Save(folder["a.ipynb"]);
        Read(small).Save(folder["a.ipynb"]);

        Assert.Equal(["a.ipynb"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        Assert.Equal(2, NotebookDocument.Load(folder["a.ipynb"]).Cells.Count);
    }

    [Fact]
    public void A_thousand_damaged_notebooks_are_read_or_refused_by_name_and_what_is_read_writes_valid_again()
    {
        var good = File.ReadAllBytes(Need.Golden("notebooks/features.ipynb"));
        var small = File.ReadAllBytes(Need.Golden("notebooks/small.ipynb"));
        var (read, refused) = (0, 0);
        for (var i = 0; i < 1_000; i++)
        {
            var random = new Random(i);
            // Nine of ten keep the JSON well-formed, so that what is wrong is the notebook.
            var seed = i % 5 == 0 ? good : small;
            var copy = i % 10 == 9 ? Mutations.Damage(seed, random) : JsonDamage.Once(seed, random);
            NotebookDocument document;
            try
            {
                document = NotebookDocument.Parse(copy, "damaged.ipynb");
            }
            catch (NotebookException e)
            {
                Assert.Contains("damaged.ipynb", e.Message);
                refused++;
                continue;
            }
            read++;
            var bytes = document.ToBytes();
            Assert.Equal(bytes, NotebookDocument.Parse(bytes, "again").ToBytes());
            foreach (var cell in document.Cells) _ = (cell.Source, cell.Kind, cell.Language, cell.Tags.Count(), cell.Outputs.Count, cell.ExecutionCount);
            _ = (document.Language, Host.Running.NotebookPages.Of(document, "damaged"));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} read, {refused} refused");
        Assert.InRange(refused, 400, 990);
    }

    private static NotebookDocument Read(string json) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(json), "small.ipynb");
}
