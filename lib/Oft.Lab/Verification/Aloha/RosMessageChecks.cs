using System.Text.Json;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;

namespace Oft.Lab.Verification.Aloha;

/// <summary>The kinds of check about message types and message bytes.</summary>
internal static class RosMessageChecks
{
    /// <summary><c>ros-message</c>: bytes to fields, fields to bytes, by definition and by C# type.</summary>
    public static void Message(VerifyCase one, CaseReport report)
    {
        var type = one.Value.Text("type") ?? throw new VerifyException($"case '{one.Name}' names no type.");
        var catalog = RosCatalog.House;
        var part = one.Value.Text("part");
        var definition = part switch
        {
            "message" => catalog.Message(type),
            "request" => catalog.Service(type).Request,
            "response" => catalog.Service(type).Response,
            _ => throw new VerifyException($"part '{part}' is not known; known: message, request, response."),
        };
        if (one.Value.Text("md5") is { } md5) report.Equal("md5", md5, part == "message" ? catalog.Md5(definition) : catalog.Md5(catalog.Service(type)));
        var body = File.ReadAllBytes(one.File("file"));
        if (one.Value.Member("bytes") is { } bytes) report.Equal("bytes", bytes.GetInt32(), body.Length);
        var fields = RosDynamic.Read(catalog, definition, body);
        RosJson.Compare(report, catalog, definition, one.Value.GetProperty("fields"), fields, "");
        report.Numbers<byte>("written again", body, Written(definition, fields));
        report.Numbers<byte>("written from the recorded fields", body, Written(definition, RosJson.Fields(catalog, definition, one.Value.GetProperty("fields"))));
        if (TypedMessages.Again(type, part!, body) is { } again) report.Numbers<byte>("through the C# type", body, again);

        byte[] Written(RosDefinition of, IReadOnlyDictionary<string, object> values)
        {
            var writer = new RosWriter();
            RosDynamic.Write(catalog, of, values, writer);
            return writer.Written.ToArray();
        }
    }

    /// <summary><c>ros-md5</c>: a message's canonical text and sum, from the house's definition and from the recorded fields.</summary>
    public static void Sum(VerifyCase one, CaseReport report)
    {
        var name = one.Value.Text("type")!;
        var catalog = RosCatalog.House;
        var recorded = RosDefinition.Parse(name, string.Join('\n',
        [
            .. one.Value.GetProperty("constants").EnumerateArray().Select(x => $"{x[0].PathText} {x[1].PathText}={x[2].PathText}"),
            .. Lines(one.Value, "fields"),
        ]));
        // A type that the house does not carry is still read and summed from its fields.
        foreach (var (part, definition) in catalog.HasMessage(name) ? [("definition", catalog.Message(name)), ("fields", recorded)] : (IEnumerable<(string, RosDefinition)>)[("fields", recorded)])
        {
            report.Equal($"canonical text by {part}", one.Value.Text("canonical"), catalog.Canonical(definition));
            report.Equal($"md5 by {part}", one.Value.Text("md5"), catalog.Md5(definition));
        }
    }

    /// <summary><c>ros-md5-service</c>: both halves and the whole.</summary>
    public static void ServiceSum(VerifyCase one, CaseReport report)
    {
        var name = one.Value.Text("type")!;
        var catalog = RosCatalog.House;
        var recorded = RosService.Parse(name, string.Join('\n', [.. Lines(one.Value, "request_fields"), "---", .. Lines(one.Value, "response_fields")]));
        foreach (var service in catalog.HasService(name) ? [catalog.Service(name), recorded] : (IEnumerable<RosService>)[recorded])
        {
            report.Equal("md5", one.Value.Text("md5"), catalog.Md5(service));
            report.Equal("request's canonical text", one.Value.Text("request_canonical"), catalog.Canonical(service.Request));
            report.Equal("response's canonical text", one.Value.Text("response_canonical"), catalog.Canonical(service.Response));
            report.Equal("request's md5", one.Value.Text("request_md5"), catalog.Md5(service.Request));
            report.Equal("response's md5", one.Value.Text("response_md5"), catalog.Md5(service.Response));
        }
    }

    /// <summary><c>ros-md5-variant</c>: an older driver's definition.</summary>
    public static void VariantSum(VerifyCase one, CaseReport report)
    {
        var name = one.Value.Text("type")!;
        var variant = RosCatalog.OlderDriver(name) ?? throw new NotOfferedException($"no older definition of '{name}' is known.");
        report.Equal("md5", one.Value.Text("md5"), RosCatalog.House.Md5(variant));
    }

    /// <summary><c>ros-sequence</c>: a publisher of messages with a header counts them from 1; other bytes stay.</summary>
    public static void Sequence(VerifyGroup group, GroupReport report)
    {
        var samples = Samples(group);
        var counts = new Dictionary<string, uint>();
        foreach (var one in group.Cases())
            report.Case(one.Name, x =>
            {
                var (topic, sample) = (one.Value.Text("topic")!, one.Value.Text("sample")!);
                var body = File.ReadAllBytes(one.File("sample"));
                var definition = RosCatalog.House.Message(samples(sample));
                var counted = (byte[])body.Clone();
                var number = counts[topic] = counts.GetValueOrDefault(topic) + 1;
                RosSequence.Count(definition, counted, number);
                x.Equal("first number", one.Value.GetProperty("first_uint32").GetUInt32(), BitConverter.ToUInt32(counted));
                x.Equal("identical", one.Value.GetProperty("identical").GetBoolean(), counted.AsSpan().SequenceEqual(body));
                x.Numbers<byte>("other bytes", body.AsSpan(4), counted.AsSpan(4));
            }, optional: group.Optional);
    }

    // The samples' types stand in the folder's index of messages.
    private static Func<string, string> Samples(VerifyGroup group)
    {
        var messages = group.Folder.Groups.FirstOrDefault(x => x.Check == "ros-message") ?? throw new NotOfferedException("the folder has no messages to take the samples' types from.");
        var types = messages.Cases().ToDictionary(x => x.Value.Text("name")!, x => x.Value.Text("type")!);
        return sample => types.TryGetValue(sample, out var type) ? type : throw new VerifyException($"sample '{sample}' is not among the messages.");
    }

    private static IEnumerable<string> Lines(JsonElement of, string member) => of.GetProperty(member).EnumerateArray().Select(x => $"{x[0].GetString()} {x[1].GetString()}");
}
