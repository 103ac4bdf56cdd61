using Oft.Aloha.Ros1.Messages;
using Oft.Aloha.Ros1.Types;
using Oft.Aloha.Ros1.Wire;
using Oft.Aloha.Ros1.XmlRpc;

namespace Oft.Aloha.Tests.Ros1;

/// <summary>Ten thousand mutated documents and streams: read or refused by name, never a crash, never much memory.</summary>
public class HostileBytesTests
{
    [Fact]
    public void Mutated_calls_and_answers_are_read_or_refused()
    {
        var values = new object[] { 1, "a <&> text", new object[] { true, 0.5, "x" }, new Dictionary<string, object> { ["name"] = "value", ["list"] = new object[] { 1, 2 } }, new byte[] { 1, 2, 3 } };

        Mutations.Run("XML-RPC calls", [new(XmlRpcWriter.Call("registerPublisher", values)), new(XmlRpcWriter.Call("requestTopic", "/node", "/topic", new object[] { new object[] { "TCPROS" } }))], x => XmlRpcReader.Call(x), Fault, 4 << 20);
        Mutations.Run("XML-RPC answers", [new(XmlRpcWriter.Response(values))], x => XmlRpcReader.Response(x), Fault, 4 << 20);

        static string? Fault(Exception e) => e is XmlRpcException ? "refused" : null;
    }

    [Fact]
    public void Mutated_streams_are_read_or_refused()
    {
        var header = new ConnectionHeader(("callerid", "/node"), ("topic", "/puppet_left/joint_states"), ("type", "sensor_msgs/JointState"), ("md5sum", JointState.Type.Md5), ("message_definition", JointState.Type.Definition)).ToBytes();
        var body = RosWriter.Body(new JointState { Name = ["waist", "shoulder"], Position = [0.1, 0.2], Velocity = [1, 2], Effort = [3, 4] });
        byte[] stream = [.. header, .. BitConverter.GetBytes(body.Length), .. body, .. BitConverter.GetBytes(body.Length), .. body];

        Mutations.Run("TCPROS streams", [new(stream, new Range[] { 0..4, 4..300, header.Length..(header.Length + 4), header.Length..stream.Length })], x =>
        {
            var reader = new TcpRosStream(new MemoryStream(x));
            var got = Wait(reader.ReadHeader()) ?? throw new RosFormatException("nothing");
            if (got.Required("md5sum") != JointState.Type.Md5) throw new RosFormatException("another sum");
            while (Wait(reader.ReadFrame()) is { } frame)
            {
                var fields = new RosReader(frame.Span);
                JointState.Read(ref fields);
                RosDynamic.Read(RosCatalog.House, RosCatalog.House.Message("sensor_msgs/JointState"), frame.Span);
            }
        }, e => e is RosFormatException ? "refused" : null, 4 << 20);

        static T Wait<T>(ValueTask<T> task) => task.IsCompleted ? task.Result : task.AsTask().GetAwaiter().GetResult();
    }

    [Fact]
    public void A_document_with_a_type_declaration_or_deep_nesting_is_refused()
    {
        var bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'>]><methodCall><methodName>&a;</methodName></methodCall>"u8.ToArray();
        var deep = System.Text.Encoding.ASCII.GetBytes("<methodCall><methodName>x</methodName><params><param>" + string.Concat(Enumerable.Repeat("<value><array><data>", 5000)));

        Assert.Throws<XmlRpcException>(() => XmlRpcReader.Call(bomb));
        Assert.Contains("nested", Assert.Throws<XmlRpcException>(() => XmlRpcReader.Call(deep)).Message);
        Assert.Contains("bytes", Assert.Throws<XmlRpcException>(() => XmlRpcReader.Call(new byte[XmlRpcReader.Limit + 1])).Message);
    }
}
