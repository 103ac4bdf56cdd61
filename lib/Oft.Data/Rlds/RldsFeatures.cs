using System.Text.Json.Nodes;

namespace Oft.Data.Rlds;

/// <summary>Describes what <see cref="RldsWriter"/> writes in the words of TFDS.</summary>
internal static class RldsFeatures
{
    private const string classes = "tensorflow_datasets.core.features.";

    /// <summary>The content of <c>features.json</c>.</summary>
    public static JsonObject Describe(RldsConfiguration configuration, IReadOnlyList<(int Height, int Width)> pictures)
    {
        var observation = new JsonObject { ["state"] = Tensor("float32", configuration.ProprioWidth) };
        foreach (var (camera, (height, width)) in configuration.Cameras.Zip(pictures)) observation[camera.Field] = Image(height, width);
        return Dictionary(new JsonObject
        {
            ["steps"] = new JsonObject
            {
                ["pythonClassName"] = classes + "dataset_feature.Dataset",
                ["sequence"] = new JsonObject
                {
                    ["feature"] = Dictionary(new JsonObject
                    {
                        ["observation"] = Dictionary(observation),
                        ["action"] = Tensor("float32", configuration.ActionWidth),
                        ["language_instruction"] = Text(),
                        ["discount"] = Scalar("float32"),
                        ["reward"] = Scalar("float32"),
                        ["is_first"] = Scalar("bool"),
                        ["is_last"] = Scalar("bool"),
                        ["is_terminal"] = Scalar("bool"),
                    }),
                    ["length"] = "-1",
                },
            },
            ["episode_metadata"] = Dictionary(new JsonObject { ["file_path"] = Text() }),
        });
    }

    private static JsonObject Dictionary(JsonObject features) => new()
    {
        ["pythonClassName"] = classes + "features_dict.FeaturesDict",
        ["featuresDict"] = new JsonObject { ["features"] = features },
    };

    private static JsonObject Text() => new() { ["pythonClassName"] = classes + "text_feature.Text", ["text"] = new JsonObject() };

    private static JsonObject Scalar(string type) => new()
    {
        ["pythonClassName"] = classes + "scalar.Scalar",
        ["tensor"] = new JsonObject { ["shape"] = new JsonObject(), ["dtype"] = type, ["encoding"] = "none" },
    };

    private static JsonObject Tensor(string type, int width) => new()
    {
        ["pythonClassName"] = classes + "tensor_feature.Tensor",
        ["tensor"] = new JsonObject { ["shape"] = new JsonObject { ["dimensions"] = new JsonArray($"{width}") }, ["dtype"] = type, ["encoding"] = "none" },
    };

    private static JsonObject Image(int height, int width) => new()
    {
        ["pythonClassName"] = classes + "image_feature.Image",
        ["image"] = new JsonObject { ["shape"] = new JsonObject { ["dimensions"] = new JsonArray($"{height}", $"{width}", "3") }, ["dtype"] = "uint8", ["encodingFormat"] = "jpeg" },
    };
}
