using System.Diagnostics;
using System.Runtime.InteropServices;
using Oft.Formats.Hdf5;

namespace Oft.Formats.Tests.Hdf5;

public sealed class Hdf5FileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Hdf5FileTests()
    {
        if (Hdf5File.LibraryVersion is null) Need.Missing("the HDF5 library (apt-get install libhdf5-103-1)");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        using (var file = Hdf5File.Open(Write("a.hdf5")))
        {
            Assert.Equal(["/action", "/observations/images/cam_high", "/observations/qpos"], file.Datasets());
            Assert.Equal([1f, 2, 3, 4, 5, 6], file.ReadFloats("/action"));
            Assert.Equal([3L, 4, 5, 3], file.Dataset("/observations/images/cam_high").Shape);
            Assert.Equal(Frame(1), file.ReadRows("/observations/images/cam_high", 1, 1));
            Assert.Equal("float64", file.Dataset("/observations/qpos").Type.Name);
            var attributes = file.Attributes().ToDictionary(x => x.Name);
            Assert.Equal(("bool", true), (attributes["sim"].TypeName, attributes["sim"].IsTrue));
            Assert.Equal("lift é", attributes["instruction"].Values[0]);
            Assert.Equal(25.0, attributes["rate"].Values[0]);
        }
        Assert.Equal(["a.hdf5"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_writer_that_is_not_completed_leaves_nothing()
    {
        using (var writer = new Hdf5Writer(folder["b.hdf5"])) writer.Group("/observations");
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void An_error_carries_the_librarys_own_words_and_the_path()
    {
        File.WriteAllText(folder["text"], "no HDF5 file");
        Assert.Equal(FileFault.Magic, Assert.Throws<DamagedFileException>(() => Hdf5File.Open(folder["text"])).Fault);
        using var file = Hdf5File.Open(Write("a.hdf5"));
        Assert.Contains("'/qpos'", Assert.Throws<DamagedFileException>(() => file.Dataset("/qpos")).Message);
        Assert.Contains("[3, 4, 5, 3]", Assert.Throws<DamagedFileException>(() => file.ReadRows("/observations/images/cam_high", 3, 1)).Message);
    }

    [Fact]
    public void A_data_set_larger_than_the_limit_is_refused_before_it_is_allocated()
    {
        using var file = Hdf5File.Open(Write("a.hdf5"), limit: 100);
        Assert.Equal(FileFault.Limit, Assert.Throws<DamagedFileException>(() => file.ReadBytes("/observations/images/cam_high")).Fault);
    }

    [Fact]
    public void Several_threads_may_read_one_file()
    {
        using var file = Hdf5File.Open(Write("a.hdf5"));
        Parallel.For(0, 200, i => Assert.Equal(Frame(i % 3), file.ReadRows("/observations/images/cam_high", i % 3, 1)));
    }

    [Fact]
    public void A_worker_that_dies_of_a_file_is_reported_and_the_next_file_gets_another()
    {
        var good = Write("a.hdf5");
        using var guard = new Hdf5Guard(["/bin/sh", "-c", "echo ready; read path; case $path in *bad*) kill -SEGV $$;; *) echo sound; read path; kill -SEGV $$;; esac"]);
        Assert.Equal(FileFault.Crash, Assert.Throws<DamagedFileException>(() => guard.Check(folder["bad"])).Fault);
        guard.Check(good);
        Assert.Equal(1, guard.Crashes);
    }

    [Fact]
    public void Ten_thousand_damaged_files_are_read_or_refused_by_a_process_of_their_own()
    {
        var seed = File.ReadAllBytes(Write("seed.hdf5"));
        using var guard = new Hdf5Guard(Worker, TimeSpan.FromSeconds(5));
        var clock = Stopwatch.StartNew();
        Mutations.Run("HDF5", [new(seed, [new(0, 96), new(96, seed.Length / 2)])], bytes =>
        {
            File.WriteAllBytes(folder["copy.hdf5"], bytes);
            guard.Check(folder["copy.hdf5"]);
        }, e => (e as DamagedFileException)?.Fault.ToString());
        TestContext.Current.TestOutputHelper?.WriteLine($"  {guard.Crashes} workers died, {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static string[] Worker { get; } = ["dotnet", typeof(Hdf5FileTests).Assembly.Location, Hdf5Worker.Argument];

    private static byte[] Frame(int t) => [.. Enumerable.Range(0, 60).Select(x => (byte)(x + t))];

    private string Write(string name)
    {
        using var writer = new Hdf5Writer(folder[name]);
        writer.Attribute("sim", true);
        writer.Attribute("instruction", "lift é");
        writer.Attribute("rate", 25.0);
        writer.Write("/action", [3, 2], [1, 2, 3, 4, 5, 6]);
        writer.Group("/observations");
        writer.Group("/observations/images");
        writer.Write("/observations/qpos", ElementType.Float64, [3, 1], MemoryMarshal.AsBytes<double>([0.1, 0.2, 0.3]));
        writer.Grow("/observations/images/cam_high", ElementType.UInt8, [4, 5, 3]);
        for (var t = 0; t < 3; t++) writer.Append("/observations/images/cam_high", Frame(t));
        writer.Complete();
        return folder[name];
    }
}
