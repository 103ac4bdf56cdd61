using System.Globalization;
using System.Text;
using System.Xml;

namespace Oft.Aloha.Ros1.XmlRpc;

/// <summary>Writes calls, answers and faults as UTF-8.</summary>
public static class XmlRpcWriter
{
    /// <summary>A call.</summary>
    public static byte[] Call(string method, params IReadOnlyList<object> parameters) => Document(writer =>
    {
        writer.WriteStartElement("methodCall");
        writer.WriteElementString("methodName", method);
        Parameters(writer, parameters);
        writer.WriteEndElement();
    });

    /// <summary>An answer.</summary>
    public static byte[] Response(object value) => Document(writer =>
    {
        writer.WriteStartElement("methodResponse");
        Parameters(writer, [value]);
        writer.WriteEndElement();
    });

    /// <summary>A fault.</summary>
    public static byte[] Fault(int code, string text) => Document(writer =>
    {
        writer.WriteStartElement("methodResponse");
        writer.WriteStartElement("fault");
        Value(writer, new Dictionary<string, object> { ["faultCode"] = code, ["faultString"] = text });
        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static byte[] Document(Action<XmlWriter> write)
    {
        using var memory = new MemoryStream();
        // Newlines as entities: a reader would make \n of a bare \r\n.
        using (var writer = XmlWriter.Create(memory, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize })) write(writer);
        return memory.ToArray();
    }

    private static void Parameters(XmlWriter writer, IReadOnlyList<object> values)
    {
        writer.WriteStartElement("params");
        foreach (var value in values)
        {
            writer.WriteStartElement("param");
            Value(writer, value);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    private static void Value(XmlWriter writer, object value)
    {
        writer.WriteStartElement("value");
        switch (value)
        {
            case int number: writer.WriteElementString("int", number.ToString(CultureInfo.InvariantCulture)); break;
            case bool flag: writer.WriteElementString("boolean", flag ? "1" : "0"); break;
            case double number: writer.WriteElementString("double", number.ToString("R", CultureInfo.InvariantCulture)); break;
            case string text: writer.WriteElementString("string", text); break;
            case byte[] bytes: writer.WriteElementString("base64", Convert.ToBase64String(bytes)); break;
            case IReadOnlyDictionary<string, object> members:
                writer.WriteStartElement("struct");
                foreach (var (name, member) in members)
                {
                    writer.WriteStartElement("member");
                    writer.WriteElementString("name", name);
                    Value(writer, member);
                    writer.WriteEndElement();
                }
                writer.WriteEndElement();
                break;
            case IEnumerable<object> values:
                writer.WriteStartElement("array");
                writer.WriteStartElement("data");
                foreach (var one in values) Value(writer, one);
                writer.WriteEndElement();
                writer.WriteEndElement();
                break;
            default: throw new XmlRpcException($"values of type {value.GetType().Name} do not exist in XML-RPC.");
        }
        writer.WriteEndElement();
    }
}
