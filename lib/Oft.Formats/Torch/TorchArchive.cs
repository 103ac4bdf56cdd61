using System.Text;
using Oft.Formats.Pickle;

namespace Oft.Formats.Torch;

/// <summary>The frame of a <c>.pt</c> file: a ZIP with one <c>data.pkl</c> and, beside it, the storages it refers to.</summary>
internal sealed class TorchArchive : IDisposable
{
    private const string Pickle = "/data.pkl";
    private readonly MappedFile file;
    private readonly StoredZip zip;
    private readonly string root;

    /// <exception cref="DamagedFileException">It is no such file.</exception>
    public TorchArchive(MappedFile file)
    {
        this.file = file;
        try
        {
            zip = new StoredZip(file);
            if (zip.Entries.Keys.Where(x => x.EndsWith(Pickle, StringComparison.Ordinal)).ToList() is not [var name])
                throw new DamagedFileException(file.Path, FileFault.Name, "expected one entry <name>/data.pkl, as torch.save writes it since 1.6.");
            root = name[..^Pickle.Length];
            if (zip.Entries.TryGetValue($"{root}/byteorder", out var order) && Encoding.ASCII.GetString(zip.Bytes(order)) is var text and not "little")
                throw new DamagedFileException(file.Path, FileFault.Unsupported, $"its byte order is '{(text.Length > 20 ? text[..20] : text)}'; read is little.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string Path => file.Path;

    /// <summary>Runs the pickle with what this use of it may mention.</summary>
    public object? Read(PickleWhitelist whitelist) => PickleReader.Read(Path, zip.Bytes(zip.Entries[root + Pickle]), whitelist);

    /// <summary>Length in bytes of a storage, null where there is none of this name.</summary>
    public long? StorageLength(string key) => zip.Entries.TryGetValue($"{root}/data/{key}", out var entry) ? entry.Length : null;

    /// <summary>The bytes of a storage.</summary>
    public ReadOnlySpan<byte> Storage(string key) => zip.Bytes(zip.Entries[$"{root}/data/{key}"]);

    public void Dispose() => file.Dispose();
}
