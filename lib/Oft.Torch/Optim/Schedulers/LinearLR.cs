namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate's factor goes along a line for the first epochs.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double startFactor;
                    private readonly double endFactor;
                    private readonly int totalIterations;

                    /// <summary>Sets the learning rates of the first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="start_factor">The factor at the start, above 0 and at most 1.</param>
                    /// <param name="end_factor">The factor at the end, 0 to 1.</param>
                    /// <param name="total_iters">How many epochs.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (start_factor is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(start_factor), start_factor, "above 0 and at most 1 is expected");
                        if (end_factor is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(end_factor), end_factor, "0 to 1 is expected");
                        (startFactor, endFactor, totalIterations) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Groups.Select(group =>
                        Epoch == 0 ? group.LearningRate * startFactor
                        : Epoch > totalIterations ? group.LearningRate
                        : group.LearningRate * (1.0 + (endFactor - startFactor) / (totalIterations * startFactor + (Epoch - 1) * (endFactor - startFactor))));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        Base.Select(rate => rate * (startFactor + (endFactor - startFactor) * Math.Min(totalIterations, Epoch) / totalIterations));
                }
            }

            /// <summary>The learning rate's factor goes along a line for the first epochs.</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="start_factor">The factor at the start, above 0 and at most 1.</param>
            /// <param name="end_factor">The factor at the end, 0 to 1.</param>
            /// <param name="total_iters">How many epochs.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);
        }
    }
}
