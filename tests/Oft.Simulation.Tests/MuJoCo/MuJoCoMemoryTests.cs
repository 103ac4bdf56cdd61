using Oft.Simulation.MuJoCo;

namespace Oft.Simulation.Tests.MuJoCo;

public sealed unsafe class MuJoCoMemoryTests
{
    private const nuint OfAState = 61_000_064;

    [Theory]
    [InlineData(1, false)]
    [InlineData(4_000, false)]
    [InlineData((int)OfAState, true)]
    public void A_block_can_be_written_to_its_last_byte_and_only_a_large_one_is_kept_apart(int size, bool apart)
    {
        if (!OperatingSystem.IsLinux()) Need.Missing("large blocks are kept apart on Linux alone");
        var block = (byte*)Take((nuint)size);
        Assert.Equal(0, (nint)block % 64);
        (block[0], block[size - 1]) = (1, 2);
        Assert.Equal(apart, MuJoCoMemory.IsApart((nint)block));
        Give(block);
        Assert.False(MuJoCoMemory.IsApart((nint)block));
    }

    [Fact]
    public void More_than_there_is_comes_as_null_and_not_as_an_exception() => Assert.True(Take(nuint.MaxValue / 2) == null);

    [Fact]
    public void Giving_nothing_is_nothing() => Give(null);

    private static delegate* unmanaged[Cdecl]<nuint, void*> Take => &MuJoCoMemory.Take;

    private static delegate* unmanaged[Cdecl]<void*, void> Give => &MuJoCoMemory.Give;
}
