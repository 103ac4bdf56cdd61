using Oft.Lab.Campaign;
using Oft.Model.Inputs;
using Oft.Simulation.MiniLibero;

namespace Oft.Lab.Tests.Campaign;

public class CampaignTokenizerTests
{
    [Fact]
    public void Every_word_of_every_suite_and_random_task_is_one_token()
    {
        var sentences = MiniSuite.Names.SelectMany(name => MiniSuite.Load(name).Tasks).Select(task => task.Sentence).Concat(Enumerable.Range(0, 200).Select(seed => GroundingTasks.Draw((ulong)seed).Sentence));
        var words = sentences.SelectMany(sentence => sentence.Split(' ', ',')).Where(word => word.Length > 0).Distinct().ToList();
        Assert.True(words.Count > 60);
        Assert.All(words, word => Assert.Single(CampaignTokenizer.Instance.EncodeInside(word)));
    }

    [Fact]
    public void Added_words_leave_the_actions_and_other_words_where_they_were()
    {
        Assert.Equal(TinyTokenizer.Instance.VocabularySize, CampaignTokenizer.Instance.VocabularySize);
        Assert.Equal(TinyTokenizer.Instance.Encode("pick up the tomato"), CampaignTokenizer.Instance.Encode("pick up the tomato"));
        Assert.All(PatchLabels.Names.SelectMany(CampaignTokenizer.Instance.EncodeInside), id => Assert.InRange(id, 0, 1087));
        Assert.Equal("the ketchup bottle", CampaignTokenizer.Instance.Decode(CampaignTokenizer.Instance.Encode("the ketchup bottle", start: false)));
    }
}
