using Oft.Lab.Verification;
using Oft.Lab.Verification.Images;

namespace Oft.Lab.Tests.Verification.Images;

public sealed class ImagesLayoutTests
{
    [Fact]
    public void Every_recorded_stage_of_the_small_folder_is_equal_byte_for_byte()
    {
        var (status, lines) = Verify(Need.Golden("images"));

        Assert.True(status == 0, string.Join('\n', lines));
        Assert.EndsWith("0 failed, 0 skipped", lines[^1]);
    }

    [Fact]
    public void Every_recorded_stage_of_the_whole_folder_is_equal_byte_for_byte()
    {
        var (status, lines) = Verify(Need.Shared("golden/images"));

        Assert.True(status == 0, string.Join('\n', lines));
        Assert.EndsWith("0 failed, 0 skipped", lines[^1]);
    }

    [Theory]
    [InlineData("lanczos.json", "\"height\": 224", "\"height\": 223", "lanczos")]
    [InlineData("policy_path.json", "\"jpeg_sha256\": \"", "\"jpeg_sha256\": \"0", "jpeg-encode")]
    [InlineData("center_crop.json", "\"end_f32_hex\": \"74", "\"end_f32_hex\": \"75", "center-crop-box")]
    [InlineData("augment_chain.json", "\"value_f32_hex\": \"60", "\"value_f32_hex\": \"61", "augment-chain")]
    [InlineData("decode.json", "\"error_type\"", "\"remark\"", "decode")]
    [InlineData("verify.json", "\"uint8_sha256\": \"uint8 [height", "\"median_sha256\": \"uint8 [height", "lanczos")]
    public void A_changed_value_fails_its_group_and_no_other(string file, string from, string to, string group)
    {
        var folder = Directory.CreateTempSubdirectory("oft-images-");
        try
        {
            Copy(new DirectoryInfo(Need.Golden("images")), folder.FullName);
            var path = Path.Combine(folder.FullName, file);
            var text = File.ReadAllText(path);
            var at = text.IndexOf(from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{file} has no {from}");
            File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);

            var (status, lines) = Verify(folder.FullName);

            Assert.Equal(1, status);
            var failed = Assert.Single(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
            Assert.StartsWith($"FAIL  {group}  ", failed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int Status, List<string> Lines) Verify(string folder)
    {
        List<string> lines = [];
        var status = new VerifyRun([new ImagesLayout()], new VerifyNeeds(new Dictionary<string, string>()), lines.Add).Run(folder);
        return (status, lines);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles()) file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.GetDirectories()) Copy(folder, Path.Combine(to, folder.Name));
    }
}
