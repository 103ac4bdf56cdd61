using Oft.Host.Scripting;

namespace Oft.Host.Tests.Scripting;

public class CellSplitterTests
{
    [Fact]
    public void Code_keeps_its_line_numbers_behind_directives()
    {
        var parts = CellSplitter.Split("#!time\n\nvar a = 1;\n#!who\na", "csharp");

        Assert.Equal(["#!time", null, "#!who", null], parts.Select(part => part.Code is null ? part.Directive!.Name : null));
        Assert.Equal("\n\nvar a = 1;", parts[1].Code);
        Assert.Equal("\n\n\n\na", parts[3].Code);
    }

    [Fact]
    public void Packages_move_before_the_code_but_not_past_a_change_of_language()
    {
        var parts = CellSplitter.Split("one();\n#r \"nuget:A, 1.0\"\n#!html\n<p>\n#!csharp\ntwo();\n#i \"nuget:folder\"\n#r \"nuget:B\"", "csharp");

        Assert.Equal(["#r", "one();\n", "<p>", "#i", "#r", "two();"], parts.Select(part => part.Code?.TrimStart('\n') ?? part.Directive!.Name).Select(text => text == "two();\n\n" ? "two();" : text));
    }

    [Fact]
    public void Only_column_0_counts_even_in_a_raw_string()
    {
        Assert.Single(CellSplitter.Split("var a = 1;\n  #!who", "csharp"));
        Assert.Equal(["csharp", "html"], CellSplitter.Split("var a = \"\"\"\n#!html\n\"\"\";", "csharp").Select(part => part.Language));
    }

    [Fact]
    public void Plain_references_and_preprocessor_lines_are_code() => Assert.Single(CellSplitter.Split("#r \"a.dll\"\n#region x\n#if DEBUG\n#endif\n#endregion\n1", "csharp"));

    [Fact]
    public void An_unknown_directive_fails_the_whole_cell()
    {
        var fault = Assert.Throws<CellFault>(() => CellSplitter.Split("display(1);\n#!nosuch x", "csharp"));

        Assert.StartsWith("(2,1): error DNI101: unknown magic command '#!nosuch'; there are: #!csharp, ", fault.Message);
    }

    [Theory]
    [InlineData("#!fsharp\nlet a = 1", "csharp")]
    [InlineData("SELECT 1", "sql")]
    public void A_language_that_is_not_run_here_is_said_before_anything_runs(string text, string language) =>
        Assert.Contains("are not run by this host, which runs: csharp, html", Assert.Throws<CellFault>(() => CellSplitter.Split(text, language)).Message);

    [Theory]
    [InlineData("#!set --name a --value \"two words\"", "--name|a|--value|two words")]
    [InlineData("#!set --name a --value {\"k\": [1, \"x y\"]}", "--name|a|--value|{\"k\": [1, \"x y\"]}")]
    [InlineData("#!set --name a --value @input:\"who are you?\"", "--name|a|--value|@input:who are you?")]
    [InlineData("#!import   a\\b.dib ", "a\\b.dib")]
    [InlineData("#!set --value \"\"", "--value|")]
    [InlineData("#r \"nuget:A, 1.0\"", "nuget:A, 1.0")]
    public void Words_keep_what_stands_in_quotes_or_brackets(string line, string words) => Assert.Equal(words, string.Join('|', Directive.Parse(line, 1).Words));

    [Fact]
    public void An_option_without_its_value_is_said() => Assert.Contains("expected a value after --name", Assert.Throws<CellFault>(() => Directive.Parse("#!set --name --value 1", 3).Option("--name")).Message);
}
