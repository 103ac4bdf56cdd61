using Oft.Formats.Safetensors;
using Oft.Formats.Torch;
using Oft.Model.Heads;
using Oft.Model.Weights;
using TorchSharp;
using static Oft.Model.Tests.Small;
using static TorchSharp.torch;

namespace Oft.Model.Tests.Heads;

/// <summary>Heads against the reference's own numbers; the whole model is checked by <c>oft verify</c>.</summary>
public class RecordedHeadTests
{
    [Fact]
    public void The_L1_head_makes_the_recorded_actions_of_the_recorded_hidden_states()
    {
        using var recorded = SafetensorsFile.Open(Need.Golden("model/l1_head_libero.safetensors"));
        using var head = new ActionResNet(96, 7, new() { StartValues = false });
        Load(head, "action_head", name => "module." + UpstreamNames.Head("head." + name, diffusion: false));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();

        var actions = head.call(recorded.Tensor("actions_hidden_states"));

        // 5e-5: float64, thread count and kernels change recorded actions by 3e-6.
        Assert.True(Difference(recorded.Tensor("head.fc2"), actions) < 5e-5f);
        Assert.True(Difference(recorded.Tensor("normalized_actions_f64"), actions[0]) < 5e-5f);
    }

    [Fact]
    public void The_proprioception_token_is_the_recorded_one()
    {
        using var recorded = SafetensorsFile.Open(Need.Golden("model/l1_head_libero.safetensors"));
        using var projector = new TokenProjector(8, 96, new() { StartValues = false });
        Load(projector, "proprio_projector", name => "module." + name);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();

        var token = projector.call(recorded.Tensor("proprio_normalized_f32").view(1, 1, 8));

        Assert.True(Difference(recorded.Tensor("proprio_projector.out"), token[0]) < 1e-4f);
    }

    [Fact]
    public void Trap_27_the_noise_schedule_is_the_recorded_one_and_its_steps_are_spaced_leading()
    {
        using var recorded = SafetensorsFile.Open(Need.Golden("model/e_scheduler_tables.safetensors"));
        using var scope = NewDisposeScope();
        var schedule = new DiffusionSchedule(50);

        Assert.True(Difference(recorded.Tensor("betas"), tensor(schedule.Betas.ToArray())) < 2e-7f);
        Assert.True(Difference(recorded.Tensor("alphas_cumprod"), tensor(schedule.AlphaBars.ToArray())) < 2e-7f);
        Assert.Equal([45, 40, 35, 30, 25, 20, 15, 10, 5, 0], schedule.Timesteps(10));
    }

    [Theory]
    [InlineData(49, 50, 0.468593f)]
    [InlineData(25, 50, 0.287021f)]
    [InlineData(1, 50, 0.284544f)]
    [InlineData(0, 50, 0.279343f)]
    [InlineData(25, 10, 0.232444f)]
    public void Trap_27_a_step_of_DDIM_clips_the_clean_actions_and_leads_where_the_specification_says(int timestep, int steps, float expected)
    {
        using var scope = NewDisposeScope();

        var (next, _) = new DiffusionSchedule(50).Step(full([1, 1, 1], 0.3f), full([1, 1, 1], 0.5f), timestep, steps);

        Assert.Equal(expected, next.item<float>(), 1e-6f);
    }

    [Fact]
    public void Trap_27_in_bfloat16_step_0_adds_no_noise_at_all()
    {
        using var scope = NewDisposeScope();
        var actions = Normal([1, 2, 3], 1).to(ScalarType.BFloat16);

        var noisy = new DiffusionSchedule(50).AddNoise(actions, Normal([1, 2, 3], 2).to(ScalarType.BFloat16), [0]);

        Assert.Equal(0, Difference(actions, noisy));
    }

    [Fact]
    public void The_encoding_of_step_25_is_the_specifications()
    {
        using var scope = NewDisposeScope();

        var token = TimestepEncoding.Encode([25], 4096, CPU)[0];

        Assert.Equal(-0.132352f, token[0].item<float>(), 2e-6f);
        Assert.Equal(0.991203f, token[2048].item<float>(), 2e-6f);
        Assert.Equal(1542.55403, token.to(ScalarType.Float64).sum().item<double>(), 1e-2);     // 4096 sines, each off by 2e-6 at most
    }

    // Upstream rounds components to bfloat16 before anything else.
    private static void Load(nn.Module module, string component, Func<string, string> upstream)
    {
        using var file = TorchFile.Open(Need.Golden($"model/{component}--150000_checkpoint.pt"));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, parameter) in module.named_parameters()) parameter.copy_(file.Tensor(upstream(name)).to(ScalarType.BFloat16));
    }
}
