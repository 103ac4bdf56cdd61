using Oft.Aloha.Arms;

namespace Oft.Aloha.Tests.Arms;

public class FollowerReadingTests
{
    [Fact]
    public void A_message_is_sorted_by_joint_name()
    {
        string[] names = [.. FollowerReading.Names.Reverse()];
        double[] values = [8, 7, 6, 5, 4, 3, 2, 1, 0];

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], FollowerReading.ByName(names, values, values, values).Position);
        Assert.Contains("'waist'", Assert.Throws<AlohaDataException>(() => FollowerReading.ByName(names[..6], values[..6], [], [])).Message);
        Assert.Contains("9 names, 6 numbers in effort", Assert.Throws<AlohaDataException>(() => FollowerReading.ByName(names, values, [], values[..6])).Message);
    }
}
