using System.Text.Json.Nodes;
using Oft.Host.Documents;

namespace Oft.Host.Jupyter;

/// <summary>Where a kernel listens and the key that both sides sign with; a Jupyter client writes it.</summary>
/// <param name="Ip">Address to listen on.</param>
/// <param name="Key">Shared secret; empty where messages are not signed.</param>
/// <param name="Shell">Port of requests.</param>
/// <param name="Control">Port of requests that do not wait.</param>
/// <param name="Stdin">Port of questions to the person.</param>
/// <param name="IOPub">Port of what all clients see.</param>
/// <param name="Heartbeat">Port of the echo.</param>
public sealed record ConnectionFile(string Ip, string Key, int Shell, int Control, int Stdin, int IOPub, int Heartbeat)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="NotebookException">It is missing, no connection file, or asks for what this kernel does not offer.</exception>
    public static ConnectionFile Load(string path)
    {
        if (!File.Exists(path)) throw new NotebookException($"{path}: there is no such connection file. A Jupyter client writes it and starts the kernel; 'oft install' tells clients how.");
        if (NotebookJson.Parse(File.ReadAllBytes(path), path) is not JsonObject file) throw new NotebookException($"{path}: expected an object.");
        if (Text("transport", "tcp") is var transport && transport != "tcp") throw Bad("transport", "tcp", transport);
        if (Text("signature_scheme", "hmac-sha256") is var scheme && scheme != "hmac-sha256") throw Bad("signature_scheme", "hmac-sha256", scheme);
        if (Text("ip", "127.0.0.1") is var ip && !System.Net.IPAddress.TryParse(ip, out _)) throw Bad("ip", "an address", ip);
        return new(ip, Text("key", ""), Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"));

        string Text(string name, string otherwise) => file[name] is null ? otherwise : file[name] is JsonValue value && value.TryGetValue(out string? text) ? text : throw Bad(name, "a string", file[name]!.ToJsonString());
        int Port(string name) => file[name] is JsonValue value && value.TryGetValue(out int port) && port is > 0 and < 65536 ? port : throw Bad(name, "a port", file[name]?.ToJsonString() ?? "nothing");
        NotebookException Bad(string name, string expected, string came) => new($"{path}: {name}: expected {expected}, got {came}.");
    }
}
