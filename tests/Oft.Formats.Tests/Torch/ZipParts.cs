using System.IO.Compression;

namespace Oft.Formats.Tests.Torch;

/// <summary>Takes the pickle out of a .pt file and puts another one in, with the lengths and checksums it then needs.</summary>
internal static class ZipParts
{
    public static byte[] Pickle(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var stream = zip.Entries.Single(x => x.Name == "data.pkl").Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Where the pickle lies in the file.</summary>
    public static (int Start, int Length) PickleRange(byte[] file)
    {
        var pickle = Pickle(file);
        return (file.AsSpan().IndexOf(pickle), pickle.Length);
    }

    public static byte[] With(byte[] file, byte[] pickle)
    {
        using var result = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(file)))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in source.Entries)
            {
                using var to = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                using var from = entry.Open();
                if (entry.Name == "data.pkl") to.Write(pickle);
                else from.CopyTo(to);
            }
        return result.ToArray();
    }
}
