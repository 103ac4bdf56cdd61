using System.CommandLine;
using Oft.Aloha.Control;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha operate</c>: the operator at a terminal.</summary>
internal static class AlohaOperateVerb
{
    private static readonly Dictionary<char, string> keys = new() { ['r'] = "ready", ['h'] = "home", ['s'] = "start", [' '] = "hold", ['q'] = "rest" };

    public static Command Create()
    {
        var socket = new Argument<string>("socket") { Description = "Where oft aloha run listens; it prints the path." };
        var dry = AlohaDryRun.Option();
        var command = new Command("operate", "Watch over a running loop: r ready, h home, s start, space hold, q sleep pose. Leaving, or a terminal that hangs, holds the arms.") { socket, dry };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            if (parsed.GetValue(dry))
            {
                using var looked = new OperatorClient(parsed.GetValue(socket)!);
                return AlohaWords.Dry($"hold the lease and say, by keys: {string.Join(", ", keys.Select(x => $"{(x.Key == ' ' ? "space" : x.Key.ToString())} {x.Value}"))}", parsed.GetValue(socket)!, looked);
            }
            if (Console.IsInputRedirected) throw new InvalidOperationException("operate: the keyboard is needed; run it in a terminal.");
            using var line = new OperatorClient(parsed.GetValue(socket)!);
            Console.WriteLine("r ready · h home · s start · space hold · q sleep pose · Ctrl-C leaves, and the arms hold");
            var shown = "";
            while (!cancel.IsCancellationRequested)
            {
                var word = Console.KeyAvailable && keys.TryGetValue(char.ToLowerInvariant(Console.ReadKey(intercept: true).KeyChar), out var said) ? said : "beat";
                if (line.Say(word) is var answer && answer != shown) Console.WriteLine($"{DateTime.Now:HH:mm:ss} {shown = answer}");
                cancel.WaitHandle.WaitOne(100);
            }
            return 0;
        })));
        return command;
    }
}
