using System.Globalization;
using System.Xml;

namespace Oft.Aloha.Ros1.XmlRpc;

/// <summary>Reads calls and answers: no document type, a megabyte, a depth of 32.</summary>
/// <remarks>Values: int, bool, double, string, byte[] (base64), object[] (array), Dictionary of string and object (struct).</remarks>
public static class XmlRpcReader
{
    /// <summary>Bytes of the largest document.</summary>
    public const int Limit = 1 << 20;

    private const int Depth = 32;

    /// <summary>A call: the method's name and its parameters.</summary>
    /// <exception cref="XmlRpcException">It is no call.</exception>
    public static (string Method, object[] Parameters) Call(ReadOnlyMemory<byte> document) => Guarded(document, reader =>
    {
        reader.ReadStartElement("methodCall");
        var method = Text(reader, "methodName");
        if (method.Length == 0) throw new XmlRpcException("a call names no method.");
        var parameters = Inside(reader, "params") ? Parameters(reader) : [];
        reader.ReadEndElement();
        return (method, parameters);
    });

    /// <summary>An answer's one value.</summary>
    /// <exception cref="XmlRpcException">It is no answer, or a fault; then it carries the code.</exception>
    public static object Response(ReadOnlyMemory<byte> document) => Guarded(document, reader =>
    {
        reader.ReadStartElement("methodResponse");
        if (reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "fault")
        {
            reader.ReadStartElement();
            var fault = Value(reader, 0) as Dictionary<string, object>;
            throw new XmlRpcException($"the peer answers with a fault: {fault?.GetValueOrDefault("faultString")}", fault?.GetValueOrDefault("faultCode") as int? ?? 0);
        }
        var values = Inside(reader, "params") ? Parameters(reader) : throw new XmlRpcException("an answer has neither params nor fault.");
        reader.ReadEndElement();
        return values is [var one] ? one : throw new XmlRpcException($"an answer has {values.Length} values; expected one.");
    });

    private static T Guarded<T>(ReadOnlyMemory<byte> document, Func<XmlReader, T> read)
    {
        if (document.Length > Limit) throw new XmlRpcException($"the document has {document.Length} bytes; {Limit} are the most that is read.");
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Limit, IgnoreComments = true, IgnoreProcessingInstructions = true };
            using var reader = XmlReader.Create(new MemoryStream(document.ToArray(), writable: false), settings);
            reader.MoveToContent();
            var result = read(reader);
            while (reader.Read()) { }                                           // what follows must be well-formed nothing
            return result;
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            throw new XmlRpcException($"no XML-RPC: {e.Message}", inner: e);
        }
    }

    private static object[] Parameters(XmlReader reader)
    {
        var values = new List<object>();
        while (Inside(reader, "param"))
        {
            values.Add(Value(reader, 0));
            reader.ReadEndElement();
        }
        reader.ReadEndElement();
        return [.. values];
    }

    // Enters an element of that name; false where the next thing is not one. An empty element is left at once, so it counts as absent.
    private static bool Inside(XmlReader reader, string name)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != name) return false;
        var empty = reader.IsEmptyElement;
        reader.ReadStartElement();
        if (empty && name is "param" or "member") throw new XmlRpcException($"<{name}/> is empty.");
        return !empty;
    }

    private static string Text(XmlReader reader, string name)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != name) throw new XmlRpcException($"expected <{name}>, got {reader.NodeType} '{reader.LocalName}'.");
        return reader.ReadElementContentAsString();
    }

    private static object Value(XmlReader reader, int depth)
    {
        if (depth > Depth) throw new XmlRpcException($"values are nested deeper than {Depth}.");
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "value") throw new XmlRpcException($"expected <value>, got {reader.NodeType} '{reader.LocalName}'.");
        if (reader.IsEmptyElement)
        {
            reader.ReadStartElement();
            return "";
        }
        reader.ReadStartElement();
        var bare = "";
        while (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            bare += reader.Value;
            reader.Read();
        }
        if (reader.NodeType == XmlNodeType.EndElement)
        {
            reader.ReadEndElement();
            return bare;                                                        // a bare text node is a string
        }
        var value = Typed(reader, depth);
        reader.MoveToContent();
        reader.ReadEndElement();
        return value;
    }

    private static object Typed(XmlReader reader, int depth)
    {
        switch (reader.LocalName)
        {
            case "i4" or "int": return int.Parse(reader.ReadElementContentAsString().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            case "double": return double.Parse(reader.ReadElementContentAsString().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);
            case "string": return reader.ReadElementContentAsString();
            case "base64": return Convert.FromBase64String(reader.ReadElementContentAsString());
            case "boolean": return reader.ReadElementContentAsString().Trim() switch { "1" => true, "0" => false, var text => throw new XmlRpcException($"boolean '{text}' is neither 0 nor 1.") };
            case "array": return Array(reader, depth);
            case "struct": return Struct(reader, depth);
            default: throw new XmlRpcException($"values of type '{reader.LocalName}' are not known.");
        }
    }

    private static object[] Array(XmlReader reader, int depth)
    {
        var values = new List<object>();
        if (!Inside(reader, "array")) throw new XmlRpcException("<array/> has no data.");
        if (Inside(reader, "data"))
        {
            while (reader.MoveToContent() == XmlNodeType.Element) values.Add(Value(reader, depth + 1));
            reader.ReadEndElement();
        }
        reader.MoveToContent();
        reader.ReadEndElement();
        return [.. values];
    }

    private static Dictionary<string, object> Struct(XmlReader reader, int depth)
    {
        var members = new Dictionary<string, object>();
        if (!Inside(reader, "struct")) return members;
        while (Inside(reader, "member"))
        {
            var name = Text(reader, "name");
            members[name] = Value(reader, depth + 1);
            reader.MoveToContent();
            reader.ReadEndElement();
        }
        reader.ReadEndElement();
        return members;
    }
}
