namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate falls to 0 along a power of the time left.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int totalIterations;
                    private readonly double power;

                    /// <summary>Sets the learning rates of the first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="total_iters">How many epochs until 0.</param>
                    /// <param name="power">The power; 1 is a line.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (totalIterations, this.power) = (total_iters, power);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 || Epoch > totalIterations
                        ? Groups.Select(group => group.LearningRate)
                        : Groups.Select(group => group.LearningRate * Math.Pow(
                            (1.0 - (double)Epoch / totalIterations) / (1.0 - (double)(Epoch - 1) / totalIterations), power));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        Base.Select(rate => rate * Math.Pow(1.0 - (double)Math.Min(totalIterations, Epoch) / totalIterations, power));
                }
            }

            /// <summary>The learning rate falls to 0 along a power of the time left.</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="total_iters">How many epochs until 0.</param>
            /// <param name="power">The power; 1 is a line.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);
        }
    }
}
