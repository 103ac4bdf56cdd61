using System.CommandLine;
using System.Net;
using Oft.Aloha.Wire.Serving;
using Oft.Contracts;
using Oft.Lab.Campaign;
using Oft.Lab.Runs;
using Oft.Lab.Suites;
using Oft.Model;

namespace Oft.Host.Verbs;

/// <summary><c>oft serve POLICY</c>: a checkpoint behind <c>/act</c>, OpenVLA's older protocol and openpi's WebSocket.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var policy = new Argument<string>("policy") { Description = "A checkpoint's folder, or idle (answers zeros; name a robot)." };
        var address = new Option<string>("--listen") { Description = "Address to listen on. Any but loopback needs a token.", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "Port; 8777 is what OpenVLA-OFT's client asks for, 8000 OpenVLA's and openpi's.", DefaultValueFactory = _ => 8777 };
        var open = new Option<bool>("--open-to-all") { Description = "Listen on other addresses without a token: whoever reaches the port drives the policy." };
        var queue = new Option<int>("--queue") { Description = "Requests that may wait behind the one being answered; more get 503.", DefaultValueFactory = _ => 1 };
        var arguments = new PolicyArguments();
        var command = new Command("serve", "Serve a policy over POST /act, POST /openvla/act and openpi's WebSocket, with /healthz, /info and /metrics.") { policy, address, port, open, queue };
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Named.Errors(() =>
        {
            var settings = new ServeSettings
            {
                Address = IPAddress.TryParse(parsed.GetValue(address), out var listen) ? listen : throw new ArgumentException($"--listen: expected an IP address, got '{parsed.GetValue(address)}'."),
                Port = parsed.GetValue(port),
                OpenToAll = parsed.GetValue(open),
                Queue = parsed.GetValue(queue),
                Token = arguments.Token(parsed),
            }.Checked();                                                            // before gigabytes are loaded
            var (served, robot, facts) = Load(parsed.GetValue(policy)!, arguments.Robot(parsed), arguments.Of(parsed));
            return Serve(served, robot, settings with { Facts = facts }, cancellation).GetAwaiter().GetResult();
        })));
        return command;
    }

    private static (IPolicy Policy, RobotSpec Robot, Dictionary<string, string> Facts) Load(string word, RobotSpec? robot, PolicyOptions options)
    {
        if (word == PolicyChoice.Idle.Name)
        {
            var idle = robot ?? throw new ArgumentException($"serve idle: expected --robot; there are: {string.Join(", ", PolicyArguments.Robots.Keys)}.");
            return (new IdlePolicy(idle), idle, new() { ["policy"] = word });
        }
        if (!Directory.Exists(word)) throw new ArgumentException($"serve: there is no folder '{word}'.");
        var (policy, sees, kind) = TinyCheckpoints.OpenFolder(word, options);
        var (weights, recipe) = CheckpointFingerprint.Of(word);
        return (policy, sees, new()
        {
            ["policy"] = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(word))),
            ["head"] = kind,
            ["weights"] = weights,
            ["recipe"] = recipe,
            ["kit"] = Checkout.Commit,
        });
    }

    private static async Task<int> Serve(IPolicy policy, RobotSpec robot, ServeSettings settings, CancellationToken cancellation)
    {
        using var owned = policy as IDisposable;
        await using var server = await PolicyServer.Start(policy, robot, settings, cancellation: cancellation);
        Console.WriteLine($"serving {settings.Facts["policy"]} for {robot.Name} ({robot.Views.Count} views, [{robot.ChunkLength}, {robot.ActionWidth}] actions) at {server.Address}{(settings.Token is null ? "" : ", token required")}");
        Console.WriteLine("POST act, POST openvla/act, WebSocket (openpi); GET healthz, info, metrics. Ctrl-C ends it.");
        await Interruption.UntilStopped(cancellation);
        Console.WriteLine($"stopped after {server.Metrics.Count("ok")} answers, {server.Metrics.Count("error")} errors, {server.Metrics.Count("refused")} refusals.");
        return 0;
    }
}
