namespace Oft.Torch.Tests.House;

public sealed class EngineReportTests : NeedsEngine
{
    [Fact]
    public void The_report_names_libtorch_BLAS_threads_and_what_was_measured()
    {
        var report = EngineReport.Here;

        Assert.Contains(torch.__version__, report.Libtorch);
        Assert.NotEmpty(report.Blas);
        Assert.InRange(report.Threads, 1, 1024);
        Assert.InRange(report.Bfloat16Speedup, 0.001, 1000);
        Assert.InRange(report.Gigaflops, 0.01, 1e6);
        Assert.Equal(6, report.ToString().Split('\n').Length);
    }
}
