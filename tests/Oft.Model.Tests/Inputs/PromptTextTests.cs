using Oft.Model.Inputs;

namespace Oft.Model.Tests.Inputs;

public class PromptTextTests
{
    [Theory]
    [InlineData("Put the BOWL.", "In: What action should the robot take to put the bowl.?\nOut:")]
    [InlineData("", "In: What action should the robot take to ?\nOut:")]
    [InlineData("İSTANBUL ΣΟΦΟΣ ΟΔΟΣ'", "In: What action should the robot take to i̇stanbul σοφος οδος'?\nOut:")]
    public void The_instruction_is_lower_case_and_nothing_else_changes(string instruction, string prompt) => Assert.Equal(prompt, PromptText.Acting(instruction));

    [Fact]
    public void In_training_the_actions_follow_after_a_blank_and_the_stop_token_ends_the_text() =>
        Assert.Equal("In: What action should the robot take to lift  it?\nOut: 忠给</s>", PromptText.Training("lift <image> it", "忠给"));

    [Fact]
    public void Trap_21_the_prompt_ends_with_the_bare_space_piece_once()
    {
        var prompt = new PromptBuilder(TinyTokenizer.Instance);
        var ids = prompt.Ids("fold shorts");

        Assert.Equal(1, ids[0]);
        Assert.Equal(TinyTokenizer.Instance.SpaceId, ids[^1]);
        Assert.Equal(ids, prompt.WithSpace(ids));
        Assert.Equal(TinyTokenizer.Instance.Encode(PromptText.Acting("fold shorts")), ids[..^1]);
    }
}
