namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate is multiplied by gamma at every epoch.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double gamma;

                    /// <summary>Sets the learning rates of the first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="gamma">The factor.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        this.gamma = gamma;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Groups.Select(group => Epoch == 0 ? group.LearningRate : group.LearningRate * gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        Base.Select(rate => rate * Math.Pow(gamma, Epoch));
                }
            }

            /// <summary>The learning rate is multiplied by gamma at every epoch.</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);
        }
    }
}
