using System.Globalization;
using Oft.Torch.Tests.Peers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace Oft.Torch.Tests.Optim;

public sealed class SchedulesLikePythonTests : NeedsEngine
{
    private static readonly (string Python, Func<Optimizer, LRScheduler> Ours)[] schedules =
    [
        ("StepLR(o, 4, 0.7)", o => StepLR(o, 4, 0.7)),
        ("MultiStepLR(o, [3, 7, 7, 20], 0.5)", o => MultiStepLR(o, [3, 7, 7, 20], 0.5)),
        ("LambdaLR(o, lambda epoch: 1 / (1 + epoch))", o => LambdaLR(o, epoch => 1.0 / (1 + epoch))),
        ("CosineAnnealingLR(o, 10, 0.001)", o => CosineAnnealingLR(o, 10, 0.001)),
        ("LinearLR(o, 0.1, 1.0, 8)", o => LinearLR(o, 0.1, 1.0, 8)),
        ("ConstantLR(o, 0.25, 6)", o => ConstantLR(o, 0.25, 6)),
        ("ExponentialLR(o, 0.9)", o => ExponentialLR(o, 0.9)),
        ("PolynomialLR(o, 12, 1.5)", o => PolynomialLR(o, 12, 1.5)),
        ("OneCycleLR(o, 0.3, total_steps=31)", o => OneCycleLR(o, 0.3, total_steps: 31)),
        ("OneCycleLR(o, 0.3, epochs=4, steps_per_epoch=8, anneal_strategy='linear', three_phase=True)",
            o => OneCycleLR(o, 0.3, epochs: 4, steps_per_epoch: 8, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true)),
        ("SequentialLR(o, [LinearLR(o, 0.1, 1.0, 5), CosineAnnealingLR(o, 15), ExponentialLR(o, 0.8)], [5, 20])",
            o => SequentialLR(o, [LinearLR(o, 0.1, 1.0, 5), CosineAnnealingLR(o, 15), ExponentialLR(o, 0.8)], [5, 20])),
    ];

    [Fact]
    public void Every_schedule_gives_the_doubles_of_Python()
    {
        var lines = PythonTorch.Run("schedules.py", [.. schedules.Select(s => s.Python)]).Trim().Split('\n');
        for (var i = 0; i < schedules.Length; i++)
        {
            using var weight = new Parameter(zeros([1]));
            using var optimizer = SGD([weight], 0.05, momentum: 0.9);
            var schedule = schedules[i].Ours(optimizer);
            var rates = new List<string>();
            for (var epoch = 0; epoch < 30; epoch++)
            {
                rates.Add($"{Text(schedule.get_last_lr().Single())}/{Text(optimizer.Momentum)}");
                schedule.step();
            }
            var expected = lines[i].Split(' ').Select(pair => string.Join('/', pair.Split('/').Select(n => Text(double.Parse(n, CultureInfo.InvariantCulture)))));
            Assert.Equal($"{schedules[i].Python}: {string.Join(' ', expected)}", $"{schedules[i].Python}: {string.Join(' ', rates)}");
        }
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
