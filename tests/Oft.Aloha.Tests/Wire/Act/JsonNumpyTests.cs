using System.Text;
using Oft.Aloha.Wire;
using Oft.Aloha.Wire.Act;
using Oft.Aloha.Wire.Numpy;
using Oft.Contracts;

namespace Oft.Aloha.Tests.Wire.Act;

public class JsonNumpyTests
{
    [Theory]
    [InlineData("""{"__numpy__": "AAAAAAAAAAAAAAAAAADwPw==", "dtype": "<f8", "shape": [2]}""")]
    [InlineData("""{"__numpy__": "AQIDBA==", "dtype": "|u1", "shape": [2, 2]}""")]
    [InlineData("""{"__numpy__": "AADAPw==", "dtype": "<f4", "shape": []}""")]
    [InlineData("""{"__numpy__": "", "dtype": "<f8", "shape": [0, 14]}""")]
    [InlineData("""{"a": [1, 2.5, -0.0, 1e+22, 1e+16, 1e-07, 123456789.125, 0.0001, 5e-324, true, null], "b": "\u00e9 \ud83e\udd16 \u007f \"\\/\n"}""")]
    [InlineData("""[18446744073709551615, -9223372036854775808, 123456789012345678901234567890]""")]
    public void A_text_of_Python_is_written_as_it_was_read(string text) => Assert.Equal(text, Text(JsonNumpyWriter.Write(Read(text))));

    [Fact]
    public void The_servers_form_is_compact_and_keeps_letters()
    {
        Assert.Equal("""{"a":[1,"é"],"b":{"__numpy__":"AQ==","dtype":"|u1","shape":[1]}}""",
            Text(JsonNumpyWriter.Write(new WireMap { { "a", new object?[] { 1L, "é" } }, { "b", NumpyArray.Of(new byte[] { 1 }, 1) } }, compact: true)));
    }

    [Theory]
    [InlineData("", WireFault.Syntax)]
    [InlineData("{", WireFault.Syntax)]
    [InlineData("[1,]", WireFault.Syntax)]
    [InlineData("[1] 2", WireFault.Syntax)]
    [InlineData("NaN", WireFault.Syntax)]
    [InlineData("""{"__numpy__": "AQI", "dtype": "|u1", "shape": [2]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": 5, "dtype": "|u1", "shape": [2]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQI=", "shape": [2]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQI=", "dtype": "|u1"}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQI=", "dtype": "|u1", "shape": [3]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQI=", "dtype": "|u1", "shape": [-1]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQI=", "dtype": "|u1", "shape": [4294967296, 4294967296]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQIAAAAAAAA=", "dtype": "|O", "shape": [1]}""", WireFault.Array)]
    [InlineData("""{"__numpy__": "AQI=", "dtype": [["a", "|u1"]], "shape": [2]}""", WireFault.Array)]
    [InlineData("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", WireFault.Limit)]
    [InlineData("""["\ud800"]""", WireFault.Value)]
    public void What_is_no_array_or_no_JSON_is_refused_by_name(string text, WireFault fault) => Assert.Equal(fault, Assert.Throws<WireException>(() => Read(text)).Fault);

    [Fact]
    public void A_list_of_a_million_numbers_is_refused_before_it_is_kept() =>
        Assert.Equal(WireFault.Limit, Assert.Throws<WireException>(() => Read($"[{string.Join(",", Enumerable.Repeat("0", 1_000_000))}]")).Fault);

    [Fact]
    public void A_damaged_request_is_refused_by_name_and_takes_little_memory()
    {
        var good = JsonNumpyWriter.Write(ActMessages.Request(Seen.Of(RobotSpec.Aloha))).ToArray();
        Mutations.Run("json_numpy", [new(good, Rewrite: random => JsonDamage.Once(good, random))],
            bytes => ActMessages.Observation(JsonNumpyReader.Read(bytes) as WireMap ?? throw new WireException(WireFault.Value, "no object"), RobotSpec.Aloha),
            e => e is WireException wire ? wire.Fault.ToString() : null, allocationBound: 1 << 20);
    }

    private static object? Read(string text) => JsonNumpyReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
