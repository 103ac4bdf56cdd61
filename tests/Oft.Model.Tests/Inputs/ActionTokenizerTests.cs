using Oft.Model.Inputs;

namespace Oft.Model.Tests.Inputs;

public class ActionTokenizerTests
{
    private static readonly ActionTokenizer Llama = new(32000);

    [Theory]
    [InlineData(-1, 31999, -0.996078)]
    [InlineData(-0.5, 31936, -0.501961)]
    [InlineData(0, 31872, 0)]
    [InlineData(0.1, 31859, 0.101961)]
    [InlineData(0.5, 31808, 0.501961)]
    [InlineData(0.9999, 31745, 0.996078)]
    [InlineData(1, 31744, 0.996078)]
    [InlineData(7, 31744, 0.996078)]
    [InlineData(double.NegativeInfinity, 31999, -0.996078)]
    [InlineData(double.NaN, 31744, 0.996078)]
    public void A_value_has_the_id_of_its_bin_and_decodes_to_the_bins_centre(double value, int id, double centre)
    {
        Assert.Equal(id, Llama.Encode(value));
        Assert.Equal(centre, Llama.Decode(id), 6);
    }

    [Fact]
    public void Ids_of_no_action_decode_to_the_nearer_end()
    {
        Assert.Equal(ActionTokenizer.Centres[^1], Llama.Decode(0));
        Assert.Equal(ActionTokenizer.Centres[^1], Llama.Decode(Llama.BeginId));
        Assert.Equal(ActionTokenizer.Centres[0], Llama.Decode(32063));
    }

    [Fact]
    public void Encoding_a_centre_gives_its_own_id_back()
    {
        for (var id = 31745; id < 32000; id++) Assert.Equal(id, Llama.Encode(Llama.Decode(id)));
    }
}
