using System.IO.Compression;
using System.Text.Json;
using Oft.Model.Adapters;
using Oft.Model.Heads;
using Oft.Model.Weights;

namespace Oft.Model.Tests.Weights;

/// <summary>The published 7B model, name by name and shape by shape, without its memory.</summary>
public class ParameterListTests
{
    private static readonly JsonElement Published = Read();

    [Fact]
    public void The_7B_model_has_the_982_published_names_and_shapes()
    {
        using var model = new OftModel(OftConfig.OpenVla7B, Placement.Meta);

        var ours = model.named_parameters().Where(named => UpstreamNames.IsBase(named.name)).ToDictionary(named => UpstreamNames.Merged(named.name), named => named.parameter.shape);

        Same(Published.GetProperty("state_dict"), ours);
        Assert.Equal(982, ours.Count);
        Assert.Equal(7_541_237_184, ours.Values.Sum(Count));
        Assert.Equal(15_082_474_368, 2 * ours.Values.Sum(Count));
    }

    [Fact]
    public void Trap_16_LoRA_reaches_439_layers_both_patch_convolutions_and_lm_head_among_them()
    {
        using var model = new OftModel(OftConfig.OpenVla7B, Placement.Meta);

        var reached = model.Attach(new LoraConfig(), placement: Placement.Meta);

        var ours = model.named_parameters().Where(named => UpstreamNames.IsAdapter(named.name)).ToDictionary(named => UpstreamNames.AdapterFile(named.name, film: false), named => named.parameter.shape);
        var theirs = Published.GetProperty("adapter_model.safetensors");
        Assert.Equal(439, reached.Count);
        Assert.Contains("vision.dino.patch_embed.proj", reached);
        Assert.Contains("language.lm_head", reached);
        Assert.Equal(110_828_288, ours.Values.Sum(Count));
        Assert.Equal(878, ours.Count);
        foreach (var entry in theirs.GetProperty("names_and_shapes").EnumerateObject())
            if (!entry.Name.EndsWith(".base_layer.weight"))
                Assert.Equal(entry.Value.EnumerateArray().Select(size => size.GetInt64()), ours[entry.Name]);
    }

    [Fact]
    public void The_FiLM_towers_file_has_the_1311_published_names_and_shapes()
    {
        using var model = new OftModel(OftConfig.Aloha, Placement.Meta);
        var reached = model.Attach(new LoraConfig(), placement: Placement.Meta).ToHashSet();

        var towers = model.named_parameters().Where(named => named.name.StartsWith("vision.")).ToList();
        var ours = towers.ToDictionary(named => UpstreamNames.VisionDump(named.name, reached.Contains), named => named.parameter.shape);

        Same(Published.GetProperty("film").GetProperty("vision_backbone_pt_names_and_shapes"), ours);
        Assert.Equal(1311, ours.Count);
        Assert.Equal(456_241_920, towers.Where(named => UpstreamNames.IsFilm(named.name)).Sum(named => Count(named.parameter.shape)));
        Assert.Equal(484_939_264, towers.Where(named => UpstreamNames.IsFilm(named.name) || UpstreamNames.IsAdapter(named.name)).Sum(named => Count(named.parameter.shape)));
    }

    [Theory]
    [InlineData(7, 151_117_831)]
    [InlineData(14, 268_644_366)]
    public void The_L1_head_has_as_many_weights_as_the_published_one(int actionWidth, long expected)
    {
        using var head = new ActionResNet(4096, actionWidth, Placement.Meta);

        Assert.Equal(expected, head.parameters().Sum(parameter => Count(parameter.shape)));
    }

    [Theory]
    [InlineData(8, 16_818_176)]
    [InlineData(14, 16_842_752)]
    [InlineData(1, 16_789_504)]
    public void The_projectors_of_numbers_have_as_many_weights_as_the_published_ones(int numbers, long expected)
    {
        using var projector = new TokenProjector(numbers, 4096, Placement.Meta);

        Assert.Equal(expected, projector.parameters().Sum(parameter => Count(parameter.shape)));
    }

    private static void Same(JsonElement theirs, Dictionary<string, long[]> ours)
    {
        Assert.Equal(theirs.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
        foreach (var entry in theirs.EnumerateObject())
            Assert.Equal(entry.Value.EnumerateArray().Select(size => size.GetInt64()), ours[entry.Name]);
    }

    private static long Count(long[] shape) => shape.Aggregate(1L, (a, b) => a * b);

    private static JsonElement Read()
    {
        using var file = new GZipStream(File.OpenRead(Need.Golden("model/openvla-7b-parameters.json.gz")), CompressionMode.Decompress);
        return JsonDocument.Parse(file).RootElement.Clone();
    }
}
