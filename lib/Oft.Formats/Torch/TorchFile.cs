using Oft.Formats.Pickle;

namespace Oft.Formats.Torch;

/// <summary>A <c>.pt</c> file of named tensors, as <c>torch.save(module.state_dict(), …)</c> writes it.</summary>
/// <remarks>
/// The pickle inside may mention OrderedDict, the rebuilding of a tensor and the storage types, and nothing else; none of it is Python here.
/// Bytes are used where they lie in the mapped file, except for tensors with strides of their own.
/// </remarks>
public sealed class TorchFile : ITensorFile
{
    /// <summary>A window may repeat its storage (stride 0), so what it unfolds to is bounded by itself.</summary>
    private const long LargestGather = 1 << 30;

    private readonly TorchArchive archive;
    private readonly Dictionary<string, TorchTensor> windows = [];
    private readonly Dictionary<string, TensorEntry> tensors = [];

    private TorchFile(TorchArchive archive) => this.archive = archive;

    /// <summary>Maps the file and reads its pickle.</summary>
    /// <exception cref="DamagedFileException">It is damaged, holds more than a dictionary of tensors, or asks for something to be run.</exception>
    public static TorchFile Open(string path) => Open(new MappedFile(path));

    /// <summary>Reads a file that is in memory already.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="bytes">All of it; kept in place until this is disposed.</param>
    /// <exception cref="DamagedFileException">As for a file.</exception>
    public static TorchFile Open(string name, ReadOnlyMemory<byte> bytes) => Open(new MappedFile(name, bytes));

    private static TorchFile Open(MappedFile mapped)
    {
        var file = new TorchFile(new TorchArchive(mapped));
        try
        {
            file.ReadTensors();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => tensors;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        if (!windows.TryGetValue(name, out var window)) throw new KeyNotFoundException($"'{name}' is not in {archive.Path}, which holds {tensors.Count} tensors.");
        var storage = archive.Storage(window.Storage);
        return window.Contiguous
            ? storage.Slice((int)(window.Offset * window.Type.Size), (int)tensors[name].ByteLength)
            : window.Gather(storage);
    }

    /// <summary>Unmaps the file; spans taken from it must not be used any more.</summary>
    public void Dispose() => archive.Dispose();

    private void ReadTensors()
    {
        var root = archive.Read(new PickleWhitelist(
        [
            new("collections.OrderedDict", arguments => arguments.Count == 0 ? new PickleDictionary() : throw Damaged(FileFault.Value, "OrderedDict is called with arguments")),
            new("torch._utils._rebuild_tensor_v2", Rebuild),
            new("torch._utils._rebuild_parameter", arguments => arguments is [TorchTensor tensor, ..] ? tensor : throw Damaged(FileFault.Value, "a parameter without tensor")),
            .. TorchStorage.Types.Keys.Select(x => new PickleGlobal(x)),
        ])
        {
            Persistent = id => Storage(id),
            Build = (target, _) => target is PickleDictionary,                  // _metadata of a state dict: versions of modules
        });
        if (root is not PickleDictionary dictionary) throw Damaged(FileFault.Value, "it holds no dictionary of tensors");
        foreach (var (key, value) in dictionary)
        {
            if (key is not string name || value is not TorchTensor tensor)
                throw Damaged(FileFault.Value, $"'{(key as string is { } text ? text[..Math.Min(80, text.Length)] : key?.GetType().Name)}' is no tensor with a name");
            if (!windows.TryAdd(name, tensor)) throw Damaged(FileFault.Name, $"'{name}' stands twice");
            tensors[name] = new TensorEntry(name, tensor.Type, tensor.Shape);
        }
    }

    /// <summary><c>("storage", type, key, device, elements)</c>; the device is where it once was.</summary>
    private (string Key, ElementType Type, long Count) Storage(object? id)
    {
        if (id is not PickleTuple { Items: ["storage", PickleGlobal type, string key, string, long count] } || !TorchStorage.Types.TryGetValue(type.Name, out var element))
            throw Damaged(FileFault.Value, "a persistent id is no storage");
        if (archive.StorageLength(key) is not { } length) throw Damaged(FileFault.Name, $"storage '{(key.Length > 20 ? key[..20] : key)}' is not in the archive");
        if (count < 0 || count > length / element.Size) throw Damaged(FileFault.Shape, $"storage '{key}' is said to have {count} elements of {element}, and has {length} bytes");
        if (length > int.MaxValue) throw Damaged(FileFault.Limit, $"storage '{key}' has {length} bytes; read are at most {int.MaxValue}");
        return (key, element, count);
    }

    private TorchTensor Rebuild(IReadOnlyList<object?> arguments)
    {
        if (arguments is not [ValueTuple<string, ElementType, long> storage, long offset, PickleTuple shape, PickleTuple strides, ..]
            || shape.Items.Count != strides.Items.Count || shape.Items.Count > 16 || !shape.Items.Concat(strides.Items).All(x => x is long))
            throw Damaged(FileFault.Value, "a tensor is not rebuilt from storage, offset, sizes and strides");
        var tensor = new TorchTensor(storage.Item1, storage.Item2, offset, [.. shape.Items.Select(x => (long)x!)], [.. strides.Items.Select(x => (long)x!)]);
        if (tensor.End is not { } end || end > storage.Item3)
            throw Damaged(FileFault.Shape, $"a tensor [{string.Join(", ", tensor.Shape)}] from {offset} reaches outside its storage of {storage.Item3} elements");
        if (!tensor.Contiguous && ElementTypes.Count(tensor.Shape) * tensor.Type.Size > LargestGather)
            throw Damaged(FileFault.Limit, $"a tensor [{string.Join(", ", tensor.Shape)}] with strides [{string.Join(", ", tensor.Strides)}] unfolds to more than {LargestGather} bytes");
        return tensor;
    }

    private DamagedFileException Damaged(FileFault fault, string message) => new(archive.Path, fault, message + ".");
}
