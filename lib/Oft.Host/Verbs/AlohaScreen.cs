namespace Oft.Host.Verbs;

/// <summary>The terminal of a session: lines that stay, and below them one that is rewritten. Into a file or a pipe go the lines alone.</summary>
internal static class AlohaScreen
{
    private static readonly Lock door = new();
    private static string shown = "";

    /// <summary>A line that stays.</summary>
    public static void Line(string text) => Write(Console.Out, text);

    /// <summary>A line that stays, of what goes on beside the session.</summary>
    public static void Aside(string text) => Write(Console.Error, text);

    /// <summary>What is the case now.</summary>
    public static void Now(string text)
    {
        if (Console.IsOutputRedirected) return;
        lock (door)
        {
            // One column stays free: a full line would begin another.
            var most = Console.WindowWidth > 1 ? Console.WindowWidth - 1 : text.Length;
            if (text.Length > most) text = text[..most];
            if (text == shown) return;
            Console.Write("\r" + text.PadRight(shown.Length));
            shown = text;
        }
    }

    /// <summary>Any key that was pressed since; null where there is none, or no keyboard.</summary>
    public static char? Key() => !Console.IsInputRedirected && Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null;

    /// <summary>True where a person reads and types here.</summary>
    public static bool Attended => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    private static void Write(TextWriter writer, string text)
    {
        lock (door)
        {
            if (shown.Length > 0) Console.Write("\r" + new string(' ', shown.Length) + "\r");
            shown = "";
            writer.WriteLine(text);
        }
    }
}
