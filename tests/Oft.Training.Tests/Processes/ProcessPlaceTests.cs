using Oft.Training.Processes;

namespace Oft.Training.Tests.Processes;

public class ProcessPlaceTests
{
    private static ProcessPlace? Of(params (string Name, string Value)[] variables) =>
        ProcessPlace.FromEnvironment(name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    [Fact]
    public void Nothing_set_or_a_world_of_one_is_a_process_alone()
    {
        Assert.Null(Of());
        Assert.Null(Of(("RANK", "0"), ("WORLD_SIZE", "1"), ("MASTER_ADDR", "a"), ("MASTER_PORT", "1")));
        Assert.Null(Of(("MASTER_ADDR", "a"), ("MASTER_PORT", "1")));
    }

    [Fact]
    public void The_four_variables_name_the_place_and_torchruns_own_say_who_keeps_the_store()
    {
        (string, string)[] four = [("RANK", "2"), ("WORLD_SIZE", "4"), ("MASTER_ADDR", "node0"), ("MASTER_PORT", "29500")];
        Assert.Equal(new ProcessPlace(2, 4, "node0", 29500), Of(four));
        Assert.Equal(new ProcessPlace(2, 4, "node0", 29500) { KeptByLauncher = true, Start = 3, NetworkInterface = "ib0" },
            Of([.. four, ("TORCHELASTIC_USE_AGENT_STORE", "True"), ("TORCHELASTIC_RESTART_COUNT", "3"), ("GLOO_SOCKET_IFNAME", "ib0")]));
    }

    [Theory]
    [InlineData("MASTER_PORT is missing", "RANK=0", "WORLD_SIZE=2", "MASTER_ADDR=a")]
    [InlineData("expected RANK below WORLD_SIZE, got 2 of 2", "RANK=2", "WORLD_SIZE=2", "MASTER_ADDR=a", "MASTER_PORT=1")]
    [InlineData("MASTER_PORT: expected a number from 1 to 65535, got '70000'", "RANK=0", "WORLD_SIZE=2", "MASTER_ADDR=a", "MASTER_PORT=70000")]
    public void What_makes_no_sense_is_refused_by_name(string expected, params string[] variables)
    {
        var error = Assert.Throws<ArgumentException>(() => Of([.. variables.Select(variable => variable.Split('=')).Select(pair => (pair[0], pair[1]))]));
        Assert.Contains(expected, error.Message);
    }
}
