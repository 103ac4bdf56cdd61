using System.Diagnostics;
using System.Runtime.InteropServices;
using Oft.Formats.Torch;

namespace Oft.Formats.Tests.Torch;

public sealed class TorchPeerTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pythons_torch_opens_what_is_written_here_and_what_it_writes_is_opened_here()
    {
        if (!File.Exists(Python) || Run("import torch").Code != 0) Need.Missing("python3-torch is not installed (Debian's package)");
        TorchWriter.Write(folder["ours.pt"],
        [
            (new("module.weight", ElementType.Float32, [2, 3]), MemoryMarshal.AsBytes<float>([1, 2, 3, 4, 5, 6]).ToArray()),
            (new("brain", ElementType.BFloat16, [2]), MemoryMarshal.AsBytes<ushort>([0x3f80, 0xc000]).ToArray()),
            (new("steps", ElementType.Int64, []), BitConverter.GetBytes(1L << 40)),
            (new("none", ElementType.Float64, [0, 4]), default),
            (new("flag", ElementType.Bool, [2]), new byte[] { 1, 0 }),
        ]);

        var (code, output) = Run($"""
            import torch
            d = torch.load(r'{folder["ours.pt"]}')
            for k, v in d.items(): print(k, v.dtype, list(v.shape), v.tolist(), v.is_contiguous())
            torch.save(d, r'{folder["theirs.pt"]}')
            """);

        Assert.True(code == 0, output);
        Assert.Equal(
            """
            module.weight torch.float32 [2, 3] [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]] True
            brain torch.bfloat16 [2] [1.0, -2.0] True
            steps torch.int64 [] 1099511627776 True
            none torch.float64 [0, 4] [] True
            flag torch.bool [2] [True, False] True
            """, output.Trim());
        using var ours = TorchFile.Open(folder["ours.pt"]);
        using var theirs = TorchFile.Open(folder["theirs.pt"]);
        foreach (var entry in ours.Tensors.Values)
        {
            Assert.Equal(entry.ToString(), theirs.Tensors[entry.Name].ToString());
            Assert.Equal(ours.Bytes(entry.Name).ToArray(), theirs.Bytes(entry.Name).ToArray());
        }
    }

    private static (int Code, string Output) Run(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", program]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + error.Result);
    }
}
