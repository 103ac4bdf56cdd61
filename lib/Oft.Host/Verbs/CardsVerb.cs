using System.CommandLine;
using Oft.Lab.Gallery;
using Oft.Lab.Runs;

namespace Oft.Host.Verbs;

/// <summary><c>oft cards</c>: a page with everything a cell can show, for people who change it.</summary>
public static class CardsVerb
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var page = new Option<FileInfo>("--out") { Description = "The page.", DefaultValueFactory = _ => new FileInfo(Path.Combine(Checkout.Root, "out", "cards.html")) };
        var seed = new Option<int>("--seed") { Description = "Of everything drawn.", DefaultValueFactory = _ => 7 };
        var command = new Command("cards", "Write a page with every card of the Lab; it opens without a network.") { page, seed };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(page)!;
            file.Directory?.Create();
            File.WriteAllText(file.FullName, CardGallery.ToHtml(global::Oft.Lab.Lab.Open("cards", parsed.GetValue(seed))));
            Console.WriteLine(file.FullName);
            return 0;
        });
        return command;
    }
}
