namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate rises to its largest and falls far below where it began, the momentum the other way (Smith and Topin, 2019).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly List<Phase> phases;
                    private readonly int steps;
                    private readonly double[] largest;
                    private readonly double divisor;
                    private readonly double finalDivisor;
                    private readonly AnnealStrategy strategy;
                    private readonly bool cycleMomentum;
                    private readonly double lowMomentum;
                    private readonly double highMomentum;

                    /// <summary>One largest learning rate for all groups.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="max_lr">The largest learning rate.</param>
                    /// <param name="total_steps">Steps of the cycle; -1 counts them from epochs.</param>
                    /// <param name="epochs">Epochs of the cycle.</param>
                    /// <param name="steps_per_epoch">Steps of an epoch.</param>
                    /// <param name="pct_start">Share of the cycle that rises.</param>
                    /// <param name="anneal_strategy">Along what it rises and falls.</param>
                    /// <param name="cycle_momentum">Whether the momentum, or beta1, moves too.</param>
                    /// <param name="base_momentum">The smallest momentum.</param>
                    /// <param name="max_momentum">The largest momentum.</param>
                    /// <param name="div_factor">By what the largest is divided at the start.</param>
                    /// <param name="final_div_factor">By what the start is divided at the end.</param>
                    /// <param name="three_phase">Whether it falls to the start first, and then to the end.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95,
                        double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        steps = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (steps <= 0 || (total_steps <= 0 && epochs <= 0))
                            throw new ArgumentException("either total_steps, or epochs and steps_per_epoch, must be given and positive", nameof(total_steps));
                        if (pct_start is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(pct_start), pct_start, "a share from 0 to 1 is expected");
                        if (cycle_momentum && !Groups.All(group => group is IMomentum or IBetas))
                            throw new ArgumentException("the optimizer has no momentum to cycle", nameof(cycle_momentum));
                        (divisor, finalDivisor, strategy, cycleMomentum) = (div_factor, final_div_factor, anneal_strategy, cycle_momentum);
                        (lowMomentum, highMomentum) = (base_momentum, max_momentum);
                        largest = [.. Groups.Select(_ => max_lr)];
                        var rise = pct_start * steps - 1;
                        phases = three_phase
                            ? [new(rise, Rate.Initial, Rate.Largest), new(2 * pct_start * steps - 2, Rate.Largest, Rate.Initial), new(steps - 1, Rate.Initial, Rate.Final)]
                            : [new(rise, Rate.Initial, Rate.Largest), new(steps - 1, Rate.Largest, Rate.Final)];
                        if (last_epoch == -1)
                            foreach (var group in Groups)
                                group.InitialLearningRate = max_lr / div_factor;
                        step();
                    }

                    private enum Rate { Initial, Largest, Final }

                    /// <summary>Along what the learning rate rises and falls.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,

                        /// <summary>A line.</summary>
                        Linear,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > steps) throw new InvalidOperationException($"the cycle has {steps} steps, this would be step {Epoch + 1}");
                        var start = 0.0;
                        var phase = phases[0];
                        for (var i = 0; i < phases.Count; i++)
                        {
                            phase = phases[i];
                            if (Epoch <= phase.End || i == phases.Count - 1) break;
                            start = phase.End;
                        }
                        var share = (Epoch - start) / (phase.End - start);
                        if (cycleMomentum)
                            foreach (var group in Groups)
                                SetMomentum(group, Between(Momentum(phase.From), Momentum(phase.To), share));
                        return [.. Groups.Select((_, i) => Between(Value(phase.From, i), Value(phase.To, i), share))];
                    }

                    private double Value(Rate rate, int group) => rate switch
                    {
                        Rate.Initial => largest[group] / divisor,
                        Rate.Largest => largest[group],
                        _ => largest[group] / divisor / finalDivisor,
                    };

                    private double Momentum(Rate rate) => rate == Rate.Largest ? lowMomentum : highMomentum;

                    private double Between(double from, double to, double share) => strategy == AnnealStrategy.Cos
                        ? to + (from - to) / 2.0 * (Math.Cos(Math.PI * share) + 1)
                        : (to - from) * share + from;

                    private static void SetMomentum(ILearningRateController group, double value)
                    {
                        if (group is IMomentum momentum) momentum.Momentum = value;
                        else if (group is IBetas betas) betas.Betas = (value, betas.Betas.Item2);
                    }

                    private sealed record Phase(double End, Rate From, Rate To);
                }
            }

            /// <summary>The learning rate rises to its largest and falls far below where it began, the momentum the other way (Smith and Topin, 2019).</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="max_lr">The largest learning rate.</param>
            /// <param name="total_steps">Steps of the cycle; -1 counts them from epochs.</param>
            /// <param name="epochs">Epochs of the cycle.</param>
            /// <param name="steps_per_epoch">Steps of an epoch.</param>
            /// <param name="pct_start">Share of the cycle that rises.</param>
            /// <param name="anneal_strategy">Along what it rises and falls.</param>
            /// <param name="cycle_momentum">Whether the momentum, or beta1, moves too.</param>
            /// <param name="base_momentum">The smallest momentum.</param>
            /// <param name="max_momentum">The largest momentum.</param>
            /// <param name="div_factor">By what the largest is divided at the start.</param>
            /// <param name="final_div_factor">By what the start is divided at the end.</param>
            /// <param name="three_phase">Whether it falls to the start first, and then to the end.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false,
                int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum,
                    max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);
        }
    }
}
