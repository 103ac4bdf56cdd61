using System.Text;
using System.Text.RegularExpressions;
using Oft.Lab.Tables;

namespace Oft.Lab.Tests.Tables;

public class TableTests
{
    private sealed record Run(string Name, double Seconds, int? Steps);

    private static Table Runs => Table.Of<Run>([new("one", 1.25, 3), new("two", 10, null)], ("name", run => run.Name), ("time, s", run => run.Seconds), ("steps", run => run.Steps));

    [Fact]
    public void A_terminal_gets_aligned_columns_with_units() => Assert.Equal("name  time, s  steps\none      1.25      3\ntwo        10      –", Runs.ToText());

    [Fact]
    public void A_page_gets_numbers_to_sort_by_and_a_link_to_the_csv()
    {
        var html = Runs.ToHtml();
        Assert.Contains("<button type=\"button\">time, s</button>", html);
        Assert.Contains("<td class=\"oft-n\" data-v=\"1.25\">1.25</td>", html);
        var csv = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(html, "href=\"data:text/csv;charset=utf-8;base64,([^\"]+)\"").Groups[1].Value));
        Assert.Equal(Runs.ToCsv(), csv);
        Assert.Equal("name,\"time, s\",steps\r\none,1.25,3\r\ntwo,10,\r\n", csv);
    }

    [Fact]
    public void Numbers_in_the_csv_read_back_exactly() => Assert.Contains("0.1234567890123456", new Table(["x"], [[0.1234567890123456]]).ToCsv());

    [Fact]
    public void Public_properties_make_the_columns_where_none_are_named() => Assert.Equal(["Name", "Seconds", "Steps"], Table.Of<Run>([new("one", 1, 2)]).Columns.Select(column => column.Name));

    [Fact]
    public void Hostile_cells_stay_text_and_no_spreadsheet_runs_them()
    {
        var table = new Table(["<b>x</b>"], [["<script>alert(1)</script>"], ["=cmd|' /C calc'!A0"], ["a,\"b\"\nc"], [-3.5]]) { Title = "\"><script>" };
        Assert.Equal(2, table.ToHtml().Split("<script>").Length);                 // the Lab's own
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", table.ToHtml());
        Assert.Contains("\r\n'=cmd|' /C calc'!A0\r\n\"a,\"\"b\"\"\nc\"\r\n-3.5\r\n", table.ToCsv());
    }

    [Fact]
    public void A_long_table_shows_its_beginning_and_says_so()
    {
        var table = new Table(["i"], Enumerable.Range(0, 2000).Select(i => (IReadOnlyList<object?>)[i]));
        Assert.Contains("the first 500 of 2000 rows; the CSV has all", table.ToHtml());
        Assert.Contains("(1970 more rows)", table.ToText());
        Assert.Equal(2001, table.ToCsv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Assert.Contains("in row 1", Assert.Throws<ArgumentException>(() => new Table(["a", "b"], [[1, 2], [1]])).Message);
}
