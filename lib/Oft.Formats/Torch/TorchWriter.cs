using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Oft.Formats.Torch;

/// <summary>Writes a <c>.pt</c> file of named tensors that Python's <c>torch.load</c> opens as a state dict.</summary>
public static class TorchWriter
{
    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="path">Its name without ending becomes the name inside the archive, as torch.save does it.</param>
    /// <param name="tensors">In the order of the state dict.</param>
    /// <exception cref="ArgumentException">A name stands twice, a length is wrong, or PyTorch has no such element type.</exception>
    public static void Write(string path, IReadOnlyCollection<(TensorEntry Entry, ReadOnlyMemory<byte> Bytes)> tensors)
    {
        var root = System.IO.Path.GetFileNameWithoutExtension(path);
        if (tensors.Select(x => x.Entry.Name).Distinct(StringComparer.Ordinal).Count() != tensors.Count) throw new ArgumentException($"{path}: a name stands twice.", nameof(tensors));
        foreach (var (entry, bytes) in tensors)
            if (bytes.Length != entry.ByteLength) throw new ArgumentException($"{path}: {entry} needs {entry.ByteLength} bytes, got {bytes.Length}.", nameof(tensors));
        var pickle = Pickle([.. tensors.Select(x => x.Entry)]);
        var unfinished = path + ".unfinished";
        try
        {
            using (var zip = new ZipArchive(new FileStream(unfinished, FileMode.Create), ZipArchiveMode.Create))
            {
                Add(zip, $"{root}/data.pkl", pickle);
                var number = 0;
                foreach (var (_, bytes) in tensors) Add(zip, $"{root}/data/{number++}", bytes.Span);
                Add(zip, $"{root}/version", "3\n"u8);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> bytes)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(bytes);
    }

    /// <summary>Protocol 2, the instructions torch.save itself uses.</summary>
    private static byte[] Pickle(IReadOnlyList<TensorEntry> tensors)
    {
        var pickle = new Instructions();
        pickle.Raw(0x80, 2).Global("collections", "OrderedDict").Raw(')', 'R', '(');
        for (var i = 0; i < tensors.Count; i++)
        {
            var entry = tensors[i];
            if (!TorchStorage.Names.TryGetValue(entry.Type, out var storage)) throw new ArgumentException($"PyTorch 1.13 stores no {entry.Type} ('{entry.Name}').", nameof(tensors));
            pickle.Text(entry.Name).Global("torch._utils", "_rebuild_tensor_v2").Raw('(');
            pickle.Raw('(').Text("storage").Global("torch", storage["torch.".Length..]).Text($"{i}").Text("cpu").Number(entry.Count).Raw('t', 'Q');
            pickle.Number(0).Numbers(entry.Shape).Numbers(Strides(entry.Shape)).Raw(0x89);
            pickle.Global("collections", "OrderedDict").Raw(')', 'R', 't', 'R');
        }
        return pickle.Raw('u', '.').ToArray();
    }

    private static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        var step = 1L;
        for (var i = shape.Count - 1; i >= 0; i--) (strides[i], step) = (step, step * Math.Max(1, shape[i]));
        return strides;
    }

    private sealed class Instructions
    {
        private readonly MemoryStream bytes = new();

        public byte[] ToArray() => bytes.ToArray();

        public Instructions Raw(params ReadOnlySpan<int> codes)
        {
            foreach (var code in codes) bytes.WriteByte((byte)code);
            return this;
        }

        public Instructions Global(string module, string name)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
            return this;
        }

        public Instructions Text(string text)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            Raw('X');
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
            bytes.Write(length);
            bytes.Write(utf8);
            return this;
        }

        public Instructions Number(long value)
        {
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            var small = value is >= int.MinValue and <= int.MaxValue;
            if (small) Raw('J');
            else Raw(0x8a, 8);
            bytes.Write(small ? number[..4] : number);
            return this;
        }

        public Instructions Numbers(IReadOnlyList<long> values)
        {
            Raw('(');
            foreach (var value in values) Number(value);
            return Raw('t');
        }
    }
}
