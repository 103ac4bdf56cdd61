namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate is multiplied by gamma every so many epochs.</summary>
                public class StepLR : LRScheduler
                {
                    private readonly int stepSize;
                    private readonly double gamma;

                    /// <summary>Sets the learning rates of the first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="step_size">Epochs from one change to the next.</param>
                    /// <param name="gamma">The factor.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (stepSize, this.gamma) = (step_size, gamma);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Groups.Select(group => Epoch == 0 || Epoch % stepSize != 0 ? group.LearningRate : group.LearningRate * gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        Base.Select(rate => rate * Math.Pow(gamma, Epoch / stepSize));
                }
            }

            /// <summary>The learning rate is multiplied by gamma every so many epochs.</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="step_size">Epochs from one change to the next.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);
        }
    }
}
