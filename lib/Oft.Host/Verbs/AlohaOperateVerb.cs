using System.CommandLine;
using System.Text.Json.Nodes;
using Oft.Aloha.Control;
using Oft.Lab.Sessions;

namespace Oft.Host.Verbs;

/// <summary><c>oft aloha operate</c>: the operator at a terminal.</summary>
internal static class AlohaOperateVerb
{
    private static readonly Dictionary<char, string> keys = new() { ['r'] = "ready", ['h'] = "home", ['s'] = "start", [' '] = "hold", ['q'] = "rest" };

    public static Command Create()
    {
        var socket = AlohaWords.SocketArgument();
        var dry = AlohaDryRun.Option();
        var command = new Command("operate", "Watch over a running loop: r ready, h home, s start, space hold, q sleep pose. Leaving, or a terminal that hangs, holds the arms.") { socket, dry };
        command.SetAction((parsed, cancel) => Task.FromResult(AlohaWords.Errors(() =>
        {
            if (parsed.GetValue(dry))
            {
                var place = AlohaWords.SocketOf(parsed, socket);
                using var looked = new OperatorClient(place);
                return AlohaWords.Dry($"hold the lease and say, by keys: {string.Join(", ", keys.Select(x => $"{(x.Key == ' ' ? "space" : x.Key.ToString())} {x.Value}"))}", place, looked);
            }
            if (Console.IsInputRedirected) throw new InvalidOperationException("operate: the keyboard is needed; run it in a terminal.");
            using var line = new OperatorClient(AlohaWords.SocketOf(parsed, socket));
            Console.WriteLine("r ready · h home · s start · space hold · q sleep pose · Ctrl-C leaves, and the arms hold");
            var shown = "";
            while (!cancel.IsCancellationRequested)
            {
                var word = AlohaScreen.Key() is { } key && keys.TryGetValue(char.ToLowerInvariant(key), out var said) ? said : "beat";
                if (line.Say(word) is var answer && answer != shown) AlohaScreen.Line($"{DateTime.Now:HH:mm:ss} {shown = answer}");
                AlohaScreen.Now(new RobotView(JsonNode.Parse(line.Say("show"))!.AsObject()).Line);
                cancel.WaitHandle.WaitOne(100);
            }
            AlohaScreen.Line("left: what moved holds");
            return 0;
        })));
        return command;
    }
}
