using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Numpy;
using Oft.Aloha.Wire.OpenPi;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire.OpenPi;

public class MessageTests
{
    [Theory]
    [InlineData("84c40b5f5f6e6461727261795f5fc3c40464617461c40401020304c4056474797065a33c6932c40573686170659102")]
    [InlineData("83c40d5f5f6e7067656e657269635f5fc3c40464617461cb3fb99999a0000000c4056474797065a33c6634")]
    [InlineData("82a16101c4016b93c0c2cb3ff8000000000000")]
    [InlineData("cfffffffffffffffff")]
    [InlineData("d38000000000000000")]
    [InlineData("d5056162")]
    public void Bytes_of_openpi_are_written_as_they_were_read(string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(MessageWriter.Write(MessageReader.Read(Convert.FromHexString(hex)))));

    [Fact]
    public void An_array_is_known_by_its_byte_key_whatever_the_order()
    {
        var array = Assert.IsType<NumpyArray>(MessageReader.Read(Convert.FromHexString("84c40573686170659102c4056474797065a33c6932c40464617461c40401020304c40b5f5f6e6461727261795f5fc2")));
        Assert.Equal([513.0, 1027.0], array.ToDoubles());
        Assert.IsType<WireMap>(MessageReader.Read(Convert.FromHexString("81ab5f5f6e6461727261795f5fc3")));
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("")]
    [InlineData("0102")]
    [InlineData("c6ffffffff")]
    [InlineData("ddffffffff")]
    [InlineData("dfffffffff")]
    [InlineData("a1ff")]
    [InlineData("810102")]
    [InlineData("84c40b5f5f6e6461727261795f5fc3c40464617461c4080000000000000000c4056474797065a27c4fc40573686170659101")]
    [InlineData("84c40b5f5f6e6461727261795f5fc3c40464617461c40401020304c4056474797065a33c6932c40573686170659101")]
    [InlineData("84c40b5f5f6e6461727261795f5fc3c40464617461c40401020304c4056474797065a33c6932c405736861706591ff")]
    public void Broken_messages_pointers_and_lengths_that_lie_are_refused(string hex) => Assert.Throws<WireException>(() => MessageReader.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Nesting_is_refused_beyond_what_openpi_takes()
    {
        byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)0x91, depth), 0xc0];
        Assert.NotNull(MessageReader.Read(Nested(1024)));
        Assert.Equal(WireFault.Limit, Assert.Throws<WireException>(() => MessageReader.Read(Nested(1025))).Fault);
        Assert.Equal(WireFault.Limit, Assert.Throws<WireException>(() => MessageReader.Read(Nested(100_000))).Fault);
        Assert.Throws<WireException>(() => MessageWriter.Write(MessageReader.Read(Nested(600))));
    }

    [Fact]
    public void An_observation_survives_the_way_there()
    {
        foreach (var (robot, convention) in ((RobotSpec, OpenPiConvention)[])[(RobotSpec.Libero, OpenPiConvention.Libero), (RobotSpec.Aloha, OpenPiConvention.Aloha)])
        {
            var seen = Seen.Of(robot, side: 224);
            var there = OpenPiMessages.Observation(MessageReader.Read(MessageWriter.Write(OpenPiMessages.Request(seen, convention))), convention, robot);

            Assert.Equal(seen.Views.Select(view => view.Rgb.ToArray()), there.Views.Select(view => view.Rgb.ToArray()));
            Assert.Equal(seen.Proprio.ToArray(), there.Proprio.ToArray());
            Assert.Equal(seen.Sentence, there.Sentence);
        }
    }

    [Fact]
    public void A_damaged_message_is_refused_by_name_and_takes_little_memory()
    {
        var good = MessageWriter.Write(OpenPiMessages.Request(Seen.Of(RobotSpec.Libero), OpenPiConvention.Libero with { Side = 4 }));
        Mutations.Run("msgpack_numpy", [new(good, new Range[] { ..60, (good.Length - 160).. })],
            bytes => OpenPiMessages.Observation(MessageReader.Read(bytes), OpenPiConvention.Libero, RobotSpec.Libero),
            e => e is WireException wire ? wire.Fault.ToString() : null, allocationBound: 1 << 20);
    }
}
