using Oft.Formats.Parquet;

namespace Oft.Formats.Tests.Parquet;

public sealed class ParquetMutationTests
{
    [Fact]
    public void Ten_thousand_damaged_files_are_read_or_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var path = folder["a.parquet"];
        var good = File.ReadAllBytes(Need.Golden("data/lerobot/data/chunk-000/episode_000000.parquet"));
        // The footer, and the headers of the first pages.
        var footer = BitConverter.ToInt32(good, good.Length - 8);
        Mutations.Run("Parquet", [new(good, [0..200, (good.Length - 8 - footer)..])], bytes =>
        {
            File.WriteAllBytes(path, bytes);
            using var file = ParquetFile.Open(path);
            for (var group = 0; group < file.Groups.Count; group++)
                foreach (var column in file.Columns) file.ReadRows(column, group);
        }, e => (e as DamagedFileException)?.Fault.ToString());
    }
}
