using System.CommandLine;
using System.CommandLine.Parsing;
using Oft.Aloha.Arms;
using Oft.Aloha.Gate;
using Oft.Aloha.Ros1.Graph;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Wire.Clients;
using Oft.Contracts;

namespace Oft.Host.Verbs;

/// <summary>What the verbs of <c>oft aloha</c> share: options, and errors with a name.</summary>
internal static class AlohaWords
{
    public static Option<Uri?> MasterOption() => new("--master") { Description = "The ROS master; ROS_MASTER_URI, or port 11311 of this machine.", CustomParser = Address };

    public static Option<string> ProfileOption(GateProfile standard) => new("--profile") { Description = $"The robot's limits: {string.Join(", ", GateProfile.All.Select(x => x.Name))}, or a file.", DefaultValueFactory = _ => standard.Name };

    public static Option<Uri> ServerOption() => new("--server") { Description = "The policy's POST /act, as oft serve or the published server offers it.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8777/act"), CustomParser = x => Address(x)! };

    public static Option<string> SentenceOption() => new("--sentence") { Description = "The task in words.", Required = true };

    private static Uri? Address(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http") return uri;
        result.AddError($"expected an address such as http://127.0.0.1:8777/act, got '{text}'.");
        return null;
    }

    /// <summary>A policy behind an address. Its answers are worth nothing after a second; the loop decides, this only ends the waiting.</summary>
    public static ActClient Policy(Uri server, RobotSpec robot) => new(server, robot, new ClientSettings { Budget = TimeSpan.FromSeconds(5) });

    public static RosNodeOptions Node(string name, Uri? master) => new RosNodeOptions { Name = name, Log = Console.Error.WriteLine } is var options && master is not null ? options with { Master = master } : options;

    public static int Errors(Func<int> verb) => Named.Errors(() =>
    {
        try
        {
            return verb();
        }
        catch (Exception e) when (e is GateProfileException or RosFormatException or RosServiceException or AlohaDataException or NoChunkException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    });
}
