namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate is smaller by a factor for the first epochs.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double factor;
                    private readonly int totalIterations;

                    /// <summary>Sets the learning rates of the first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="factor">The factor, above 0 and at most 1.</param>
                    /// <param name="total_iters">How many epochs.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "above 0 and at most 1 is expected");
                        (this.factor, totalIterations) = (factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Groups.Select(group => Epoch == 0 ? group.LearningRate * factor : Epoch == totalIterations ? group.LearningRate * (1.0 / factor) : group.LearningRate);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        Base.Select(rate => rate * (factor + (Epoch >= totalIterations ? 1 : 0) * (1 - factor)));
                }
            }

            /// <summary>The learning rate is smaller by a factor for the first epochs.</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="factor">The factor, above 0 and at most 1.</param>
            /// <param name="total_iters">How many epochs.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);
        }
    }
}
