using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Ros1.Wire;

/// <summary>Messages of any type in a catalog, as fields by name: for looking at a topic whose type has no C# type.</summary>
/// <remarks>
/// Numbers come as the C# type of their width, texts as string, <c>time</c> and <c>duration</c> as <see cref="RosTime"/> and <see cref="RosDuration"/>,
/// arrays of numbers as arrays of that type, arrays of messages and messages as dictionaries.
/// </remarks>
public static class RosDynamic
{
    /// <summary>Reads a body.</summary>
    /// <exception cref="RosFormatException">The bytes end too early, or some are left.</exception>
    public static IReadOnlyDictionary<string, object> Read(RosCatalog catalog, RosDefinition definition, ReadOnlySpan<byte> body)
    {
        var reader = new RosReader(body);
        var fields = Fields(catalog, definition, ref reader);
        if (reader.Remaining > 0) throw new RosFormatException($"{definition.Name}: {reader.Remaining} bytes are left behind the last field.");
        return fields;
    }

    /// <summary>Writes a body.</summary>
    /// <exception cref="RosFormatException">A field is missing or has another type.</exception>
    public static void Write(RosCatalog catalog, RosDefinition definition, IReadOnlyDictionary<string, object> fields, RosWriter writer)
    {
        foreach (var field in definition.Fields)
        {
            if (!fields.TryGetValue(field.Name, out var value)) throw new RosFormatException($"{definition.Name}: field '{field.Name}' has no value.");
            if (!field.IsArray) One(catalog, field, value, writer);
            else Many(catalog, field, value, writer);
        }
    }

    private static Dictionary<string, object> Fields(RosCatalog catalog, RosDefinition definition, ref RosReader reader)
    {
        var fields = new Dictionary<string, object>();
        foreach (var field in definition.Fields) fields[field.Name] = field.IsArray ? Array(catalog, field, ref reader) : One(catalog, field, ref reader);
        return fields;
    }

    private static object One(RosCatalog catalog, RosField field, ref RosReader reader) => field.Type switch
    {
        "bool" => reader.Bool(),
        "int8" or "byte" => reader.Value<sbyte>(),
        "uint8" or "char" => reader.Value<byte>(),
        "int16" => reader.Value<short>(),
        "uint16" => reader.Value<ushort>(),
        "int32" => reader.Value<int>(),
        "uint32" => reader.Value<uint>(),
        "int64" => reader.Value<long>(),
        "uint64" => reader.Value<ulong>(),
        "float32" => reader.Value<float>(),
        "float64" => reader.Value<double>(),
        "string" => reader.Text(),
        "time" => reader.Time(),
        "duration" => reader.Duration(),
        _ => Fields(catalog, catalog.Message(field.Type), ref reader),
    };

    private static object Array(RosCatalog catalog, RosField field, ref RosReader reader)
    {
        switch (field.Type)
        {
            case "int8" or "byte": return reader.Array<sbyte>(field.Length);
            case "uint8" or "char": return reader.Array<byte>(field.Length);
            case "int16": return reader.Array<short>(field.Length);
            case "uint16": return reader.Array<ushort>(field.Length);
            case "int32": return reader.Array<int>(field.Length);
            case "uint32": return reader.Array<uint>(field.Length);
            case "int64": return reader.Array<long>(field.Length);
            case "uint64": return reader.Array<ulong>(field.Length);
            case "float32": return reader.Array<float>(field.Length);
            case "float64": return reader.Array<double>(field.Length);
            case "string": return reader.Texts(field.Length);
            default:
                var values = new object[field.Length ?? reader.Count(1, $"an array of {field.Type}")];
                for (var i = 0; i < values.Length; i++) values[i] = One(catalog, field, ref reader);
                return values;
        }
    }

    private static void One(RosCatalog catalog, RosField field, object value, RosWriter writer)
    {
        switch (field.Type, value)
        {
            case ("bool", bool x): writer.Bool(x); break;
            case ("int8" or "byte", sbyte x): writer.Value(x); break;
            case ("uint8" or "char", byte x): writer.Value(x); break;
            case ("int16", short x): writer.Value(x); break;
            case ("uint16", ushort x): writer.Value(x); break;
            case ("int32", int x): writer.Value(x); break;
            case ("uint32", uint x): writer.Value(x); break;
            case ("int64", long x): writer.Value(x); break;
            case ("uint64", ulong x): writer.Value(x); break;
            case ("float32", float x): writer.Value(x); break;
            case ("float64", double x): writer.Value(x); break;
            case ("string", string x): writer.Text(x); break;
            case ("time", RosTime x): writer.Time(x); break;
            case ("duration", RosDuration x): writer.Duration(x); break;
            case (_, IReadOnlyDictionary<string, object> x) when !field.IsBuiltIn: Write(catalog, catalog.Message(field.Type), x, writer); break;
            default: throw new RosFormatException($"field '{field.Name}': expected {field.Type}, got {value.GetType().Name}.");
        }
    }

    private static void Many(RosCatalog catalog, RosField field, object value, RosWriter writer)
    {
        switch (field.Type, value)
        {
            case ("int8" or "byte", sbyte[] x): writer.Array<sbyte>(x, field.Length); break;
            case ("uint8" or "char", byte[] x): writer.Array<byte>(x, field.Length); break;
            case ("int16", short[] x): writer.Array<short>(x, field.Length); break;
            case ("uint16", ushort[] x): writer.Array<ushort>(x, field.Length); break;
            case ("int32", int[] x): writer.Array<int>(x, field.Length); break;
            case ("uint32", uint[] x): writer.Array<uint>(x, field.Length); break;
            case ("int64", long[] x): writer.Array<long>(x, field.Length); break;
            case ("uint64", ulong[] x): writer.Array<ulong>(x, field.Length); break;
            case ("float32", float[] x): writer.Array<float>(x, field.Length); break;
            case ("float64", double[] x): writer.Array<double>(x, field.Length); break;
            case ("string", string[] x): writer.Texts(x, field.Length); break;
            case (_, object[] x):
                writer.Begin(x.Length, field.Length);
                foreach (var one in x) One(catalog, field, one, writer);
                break;
            default: throw new RosFormatException($"field '{field.Name}': expected an array of {field.Type}, got {value.GetType().Name}.");
        }
    }
}
