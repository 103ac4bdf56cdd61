using Oft.Model.Vision;
using Oft.Torch;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Vision;

public class FilmBlockTests
{
    [Fact]
    public void At_zero_gamma_and_beta_the_block_is_the_plain_block()
    {
        using var plain = new VisionBlock(width: 8, heads: 2);
        var film = new FilmBlock(plain, languageWidth: 4);
        film.Neutralize();
        using var scope = NewDisposeScope();
        var patches = Normal([2, 5, 8], seed: 4);                   // [B, P, D]

        var modulated = film.call(patches, Normal([2, 4], seed: 5));

        Assert.Equal(0, Difference(plain.call(patches), modulated));
    }

    [Fact]
    public void Gamma_and_beta_stand_between_attention_and_feed_forward_and_reach_every_token()
    {
        using var plain = new VisionBlock(width: 8, heads: 2);
        var film = new FilmBlock(plain, languageWidth: 4);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (patches, language) = (Normal([2, 5, 8], seed: 4), Normal([2, 4], seed: 5));
        var (gamma, beta) = film.Modulation(language);

        var expected = plain.FeedForwardHalf(plain.AttentionHalf(patches) * (1 + gamma.unsqueeze(1)) + beta.unsqueeze(1));

        Assert.Equal(0, Difference(expected, film.call(patches, language)));
    }

    [Fact]
    public void A_sentence_for_another_number_of_pictures_is_refused()
    {
        using var plain = new VisionBlock(width: 8, heads: 2);
        var film = new FilmBlock(plain, languageWidth: 4);
        using var scope = NewDisposeScope();

        Assert.Throws<ShapeException>(() => film.call(Normal([2, 5, 8], 1), Normal([3, 4], 2)));
    }
}
