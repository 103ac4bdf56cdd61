using System.Runtime.InteropServices;
using System.Text;
using Oft.Formats.Npy;

namespace Oft.Formats.Tests.Npy;

public class NpyFileTests
{
    [Fact]
    public void Both_orders_are_read_row_major()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5], NpyFile.Read(Need.Golden("formats/c_order.npy")).Values<float>());
        var turned = NpyFile.Read(Need.Golden("formats/fortran_order.npy"));
        Assert.Equal([2L, 3L], turned.Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], turned.Values<long>());
        var scalar = NpyFile.Read(Need.Golden("formats/scalar.npy"));
        Assert.Empty(scalar.Shape);
        Assert.Equal([2.5], scalar.Values<double>());
    }

    [Fact]
    public void An_array_is_written_byte_for_byte_as_NumPy_writes_it()
    {
        var path = Need.Golden("formats/c_order.npy");
        Assert.Equal(File.ReadAllBytes(path), NpyFile.Write(NpyFile.Read(path)));
        Assert.Equal(File.ReadAllBytes(Need.Golden("formats/scalar.npy")), NpyFile.Write(new(ElementType.Float64, [], MemoryMarshal.AsBytes<double>([2.5]).ToArray())));
        Assert.Throws<ArgumentException>(() => NpyFile.Write(new(ElementType.BFloat16, [1], new byte[2])));
    }

    [Theory]
    [InlineData("big_endian.npy", FileFault.Unsupported)]
    [InlineData("objects.npy", FileFault.Forbidden)]
    public void What_is_no_little_endian_array_of_numbers_is_refused(string file, FileFault fault) =>
        Assert.Equal(fault, Assert.Throws<DamagedFileException>(() => NpyFile.Read(Need.Golden("formats/" + file))).Fault);

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }", FileFault.Shape)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (536870912,), }", FileFault.Shape)]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", FileFault.Truncated)]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }", FileFault.Type)]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", FileFault.Header)]
    [InlineData("{'descr': '<f4', 'fortran_order': __import__('os'), 'shape': (1,), }", FileFault.Header)]
    public void A_header_is_text_to_be_matched_and_never_evaluated(string header, FileFault fault)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), 1, 2, 3, 4, 5, 6, 7, 8];

        Assert.Equal(fault, Assert.Throws<DamagedFileException>(() => NpyFile.Read("made.npy", file)).Fault);
    }

    [Fact]
    public void Ten_thousand_damaged_copies_are_read_or_refused()
    {
        var seeds = new[] { "c_order.npy", "fortran_order.npy" }.Select(x => File.ReadAllBytes(Need.Golden("formats/" + x)));
        Mutations.Run("npy", [.. seeds.Select(x => new Mutations.Seed(x, [new(0, 75)]))], bytes => NpyFile.Read("copy.npy", bytes), e => (e as DamagedFileException)?.Fault.ToString());
    }
}
