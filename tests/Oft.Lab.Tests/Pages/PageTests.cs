using Oft.Lab.Pages;

namespace Oft.Lab.Tests.Pages;

public class PageTests
{
    [Fact]
    public void What_a_page_is_given_is_text_and_never_markup()
    {
        var html = new Page("<b>").Paragraph("<script>alert(1)</script>").Facts([("a<", "&b")]).ToHtml();
        Assert.DoesNotContain("<script>", html);
        Assert.Contains("a&lt;", html);
        Assert.Contains("&amp;b", html);
    }
}
