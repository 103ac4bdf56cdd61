using System.Buffers.Binary;
using System.Text;

namespace Oft.Formats.Pickle;

/// <summary>An interpreter of the pickle instructions that arrays are written with. It resolves nothing and runs nothing.</summary>
/// <remarks>
/// A pickle is a program for a stack machine; Python lets it import and call anything. Here a mentioned name must stand on the whitelist of
/// the use at hand, and a call means what the whitelist says. Values are null, bool, long, double, string, byte[], list, tuple, dictionary,
/// and what the whitelist's functions return.
/// </remarks>
internal ref struct PickleReader
{
    /// <summary>Of the pickle alone, not of the arrays beside it: 7B checkpoints have some 200 kB.</summary>
    public const int LargestPickle = 16 << 20;

    private const int MostInstructions = 2_000_000;
    private readonly string file;
    private readonly PickleWhitelist whitelist;
    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = new();
    private readonly Dictionary<long, object?> memo = [];
    private readonly ReadOnlySpan<byte> pickle;
    private int at;

    private PickleReader(string file, ReadOnlySpan<byte> pickle, PickleWhitelist whitelist)
    {
        this.file = file;
        this.pickle = pickle;
        this.whitelist = whitelist;
    }

    /// <summary>Runs the instructions to the stop.</summary>
    /// <exception cref="DamagedFileException">An instruction is unknown or misplaced, a name is not on the list, the text ends early.</exception>
    public static object? Read(string file, ReadOnlySpan<byte> pickle, PickleWhitelist whitelist)
    {
        if (pickle.Length > LargestPickle)
            throw new DamagedFileException(file, FileFault.Limit, $"a pickle of {pickle.Length} bytes; expected at most {LargestPickle}.");
        return new PickleReader(file, pickle, whitelist).Run();
    }

    private object? Run()
    {
        for (var count = 0; count < MostInstructions; count++)
        {
            var start = at;
            switch (Byte())
            {
                case 0x80: Protocol(Byte()); break;
                case 0x95: Take(8); break;                                      // FRAME: a hint for reading ahead
                case (byte)'.': return stack.Count == 1 && marks.Count == 0 ? stack[0] : throw Misplaced(start, "STOP");
                case (byte)'N': Push(null); break;
                case 0x88: Push(true); break;
                case 0x89: Push(false); break;
                case (byte)'K': Push((long)Byte()); break;
                case (byte)'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
                case (byte)'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
                case 0x8a: Push(Long(Take(Byte()))); break;
                case (byte)'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
                case (byte)'X': Push(Text(Take(UInt32()))); break;
                case 0x8c: Push(Text(Take(Byte()))); break;
                case (byte)'C': Push(Take(Byte()).ToArray()); break;
                case (byte)'B': Push(Take(UInt32()).ToArray()); break;
                case (byte)'(': marks.Push(stack.Count); break;
                case (byte)')': Push(PickleTuple.Empty); break;
                case (byte)'t': Push(new PickleTuple(PopMark(start))); break;
                case 0x85: Push(new PickleTuple(Pop(1, start))); break;
                case 0x86: Push(new PickleTuple(Pop(2, start))); break;
                case 0x87: Push(new PickleTuple(Pop(3, start))); break;
                case (byte)']': Push(new List<object?>()); break;
                case (byte)'a': { var item = Pop(1, start); Top<List<object?>>(start).AddRange(item); break; }
                case (byte)'e': { var items = PopMark(start); Top<List<object?>>(start).AddRange(items); break; }
                case (byte)'}': Push(new PickleDictionary()); break;
                case (byte)'s': { var pair = Pop(2, start); AddPairs(Top<PickleDictionary>(start), pair, start); break; }
                case (byte)'u': { var pairs = PopMark(start); AddPairs(Top<PickleDictionary>(start), pairs, start); break; }
                case (byte)'q': memo[Byte()] = Top(start); break;
                case (byte)'r': memo[UInt32()] = Top(start); break;
                case 0x94: memo[memo.Count] = Top(start); break;
                case (byte)'h': Push(Recall(Byte(), start)); break;
                case (byte)'j': Push(Recall(UInt32(), start)); break;
                case (byte)'c': Push(Global(Line(), Line())); break;
                case 0x93: { var names = Pop(2, start); Push(Global(names[0] as string ?? "", names[1] as string ?? "")); break; }
                case (byte)'R': { var call = Pop(2, start); Push(Call(call[0], call[1], start)); break; }
                case (byte)'b': { var state = Pop(1, start)[0]; Build(Top(start), state, start); break; }
                case (byte)'Q': Push(Persistent(Pop(1, start)[0], start)); break;
                case var other: throw new DamagedFileException(file, FileFault.Instruction, $"the pickle has instruction 0x{other:x2} at byte {start}, which arrays are not written with.");
            }
        }
        throw new DamagedFileException(file, FileFault.Limit, $"the pickle has more than {MostInstructions} instructions.");
    }

    private readonly void Protocol(byte version)
    {
        if (version is < 2 or > 5) throw new DamagedFileException(file, FileFault.Version, $"pickle protocol {version}; known: 2 to 5.");
    }

    private readonly PickleGlobal Global(string module, string name) => whitelist.Globals.TryGetValue($"{module}.{name}", out var global)
        ? global
        : throw new DamagedFileException(file, FileFault.Forbidden, $"the pickle asks for '{Shorten(module)}.{Shorten(name)}'; this file may mention {string.Join(", ", whitelist.Globals.Keys.Order(StringComparer.Ordinal))}. Nothing was run.");

    private readonly object? Call(object? function, object? arguments, int start)
    {
        if (function is not PickleGlobal global || arguments is not PickleTuple tuple) throw Misplaced(start, "REDUCE");
        if (global.Call is null) throw new DamagedFileException(file, FileFault.Forbidden, $"the pickle calls '{global.Name}', which may only be mentioned.");
        return global.Call(tuple.Items);
    }

    private readonly void Build(object? target, object? state, int start)
    {
        if (!whitelist.Build(target, state)) throw Misplaced(start, "BUILD");
    }

    private readonly object? Persistent(object? id, int start) => whitelist.Persistent is { } persistent ? persistent(id) : throw Misplaced(start, "BINPERSID");

    private readonly void AddPairs(PickleDictionary target, IReadOnlyList<object?> pairs, int start)
    {
        if (pairs.Count % 2 != 0) throw Misplaced(start, "SETITEMS");
        for (var i = 0; i < pairs.Count; i += 2) target.Add(new(pairs[i], pairs[i + 1]));
    }

    private readonly object? Recall(long index, int start) => memo.TryGetValue(index, out var value) ? value : throw Misplaced(start, $"GET {index}");

    private readonly void Push(object? value) => stack.Add(value);

    private readonly object?[] Pop(int count, int start)
    {
        if (stack.Count - count < (marks.TryPeek(out var mark) ? mark : 0)) throw Misplaced(start, $"an instruction that takes {count} values");
        var values = stack.GetRange(stack.Count - count, count).ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private readonly object?[] PopMark(int start)
    {
        if (!marks.TryPop(out var mark)) throw Misplaced(start, "an instruction that needs a mark");
        var values = stack.GetRange(mark, stack.Count - mark).ToArray();
        stack.RemoveRange(mark, stack.Count - mark);
        return values;
    }

    private readonly object? Top(int start) => stack.Count > (marks.TryPeek(out var mark) ? mark : 0) ? stack[^1] : throw Misplaced(start, "an instruction that needs a value");

    private readonly T Top<T>(int start) => Top(start) is T value ? value : throw Misplaced(start, $"an instruction that needs a {typeof(T).Name}");

    private readonly DamagedFileException Misplaced(int start, string what) => new(file, FileFault.Instruction, $"the pickle has {what} at byte {start}, where it cannot stand.");

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private readonly string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private readonly long Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8) throw new DamagedFileException(file, FileFault.Value, $"a whole number of {bytes.Length} bytes; expected at most 8.");
        var value = bytes.Length > 0 && bytes[^1] >= 0x80 ? -1L : 0;            // two's complement, little-endian
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private string Line()
    {
        var length = pickle[at..].IndexOf((byte)'\n');
        if (length is < 0 or > 256) throw new DamagedFileException(file, FileFault.Truncated, $"a name at byte {at} of the pickle does not end.");
        var line = Text(pickle.Slice(at, length));
        at += length + 1;
        return line;
    }

    private byte Byte() => Take(1)[0];

    private long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > pickle.Length - at) throw new DamagedFileException(file, FileFault.Truncated, $"the pickle ends at byte {pickle.Length}; {count} more were announced at {at}.");
        var taken = pickle.Slice(at, (int)count);
        at += (int)count;
        return taken;
    }
}
