using Oft.Lab.Verification;

namespace Oft.Lab.Tests.Verification;

public sealed class TokenizerLayoutTests
{
    [Fact]
    public void The_small_tokenizer_gives_the_recorded_ids_through_both_readers() => Check(Need.Golden("tokenizer"), "1143 checked, 0 failed, 0 skipped");

    [Fact]
    public void Llamas_tokenizer_gives_the_recorded_ids_through_both_readers() => Check(Need.Shared("golden/tokenizer"), "2286 checked, 0 failed, 0 skipped");

    [Fact]
    public void A_tokenizer_outside_the_folder_is_found_by_its_option()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["small"]);
        File.Copy(Need.Golden("tokenizer/small/decode.jsonl"), folder["decode.jsonl"]);
        File.WriteAllText(folder["verify.json"], """
            {"layout":"tokenizer","version":1,
             "needs":{"tokenizer":{"option":"--tokenizer","environment":"OFT_NO_SUCH_TOKENIZER","folders":["small"],"files_in_each":["tokenizer.json"]}},
             "parameters":{"tokenizers":[{"name":"mine","from_needs":"small","readers":["tokenizer.json"],"pad_id":1024}]},
             "groups":[{"name":"d","check":"tokenizer-decode","index":"decode.jsonl","cases_at":"/*","cases":144,"tokenizer":"mine","equality":"exact","needs":["tokenizer"]}]}
            """);

        Check(folder.Path, "144 checked, 0 failed, 0 skipped", new(new Dictionary<string, string> { ["--tokenizer"] = Need.Golden("tokenizer") }));
        Check(folder.Path, "0 checked, 0 failed, 144 skipped");
    }

    private static void Check(string folder, string lastLine, VerifyNeeds? needs = null)
    {
        var lines = new List<string>();
        new VerifyRun([new TokenizerLayout()], needs ?? VerifyNeeds.None, lines.Add).Run(folder);
        Assert.True(lines[^1] == lastLine, string.Join('\n', lines));
    }
}
