using Oft.Aloha.Ros1.Generation;
using Oft.Aloha.Ros1.Types;

namespace Oft.Aloha.Tests.Ros1;

public class MessageGeneratorTests
{
    [Fact]
    public void The_committed_types_are_what_the_generator_writes_of_the_definitions()
    {
        var folder = Path.Combine(Need.Root, "lib", "Oft.Aloha", "Ros1", "Messages");
        var files = MessageGenerator.Files(RosCatalog.House, MessageGenerator.Typed);

        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.cs").Select(x => Path.GetFileName(x)!).Order(StringComparer.Ordinal));
        Assert.All(files, x => Assert.Equal(x.Value, File.ReadAllText(Path.Combine(folder, x.Key))));
    }

    // The rules of the canonical text, worked by hand.
    [Fact]
    public void A_sum_is_over_constants_then_fields_with_messages_by_their_own_sum()
    {
        var catalog = new RosCatalog();
        var text = "# a comment\nHeader header   # of the package std_msgs\n\nstring NAME=a # b\nint32  LIMIT = 5\nPart[3] parts\nuint8[] data\n";
        catalog.Add(RosDefinition.Parse("own/Part", "float32 x\n"));
        var definition = RosDefinition.Parse("own/Whole", text);

        Assert.Equal($"string NAME=a # b\nint32 LIMIT=5\n2176decaecbce78abc3b96ef049fabed header\n{catalog.Md5(catalog.Message("own/Part"))} parts\nuint8[] data", catalog.Canonical(definition));
        Assert.Contains("'bad'", Assert.Throws<RosFormatException>(() => RosDefinition.Parse("own/Bad", "bad")).Message);
    }
}
