using Oft.Model.Heads;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Heads;

public class DiffusionScheduleTests
{
    [Fact]
    public void Noise_is_found_again_where_clean_actions_are_known_and_leads_back_to_them()
    {
        using var scope = NewDisposeScope();
        var schedule = new DiffusionSchedule(50);
        var (actions, noise) = (Small.Normal([2, 3, 4], 1).clamp(-1, 1), Small.Normal([2, 3, 4], 2));
        foreach (var step in new[] { 0, 1, 25, 49 })
        {
            var noisy = schedule.AddNoise(actions, noise, [step, step]);
            var found = schedule.NoiseIn(noisy, actions, step);
            // Single precision over the smallest share of noise, √(1 - ᾱ) = 0.04 at step 0.
            Assert.True(Small.Difference(noise, found) < 1e-4f, $"step {step}: {Small.Difference(noise, found)}");
            // And over the smallest share of signal, √ᾱ = 0.001 at step 49.
            Assert.True(Small.Difference(actions, schedule.Step(noisy, found, step, 50).Clean) < 1e-3f, $"step {step}");
        }
    }
}
