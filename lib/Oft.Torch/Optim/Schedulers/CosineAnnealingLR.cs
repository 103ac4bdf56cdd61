namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The learning rate swings between its initial value and the smallest along a cosine (Loshchilov and Hutter, 2017).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double tMax;
                    private readonly double etaMin;

                    /// <summary>Sets the learning rates of the first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set.</param>
                    /// <param name="T_max">Epochs from the largest to the smallest.</param>
                    /// <param name="eta_min">The smallest.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    /// <param name="verbose">Whether every change is printed.</param>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (tMax, etaMin) = (T_max, eta_min);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Groups.Select((group, i) =>
                        Epoch == 0 ? group.LearningRate
                        : _step_count == 1 && Epoch > 0 ? etaMin + (Base[i] - etaMin) * (1 + Math.Cos(Epoch * Math.PI / tMax)) / 2
                        : (Epoch - 1 - tMax) % (2 * tMax) == 0 ? group.LearningRate + (Base[i] - etaMin) * (1 - Math.Cos(Math.PI / tMax)) / 2
                        : (1 + Math.Cos(Math.PI * Epoch / tMax)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / tMax)) * (group.LearningRate - etaMin) + etaMin);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        Base.Select(rate => etaMin + (rate - etaMin) * (1 + Math.Cos(Math.PI * Epoch / tMax)) / 2);
                }
            }

            /// <summary>The learning rate swings between its initial value and the smallest along a cosine (Loshchilov and Hutter, 2017).</summary>
            /// <param name="optimizer">Whose learning rates are set.</param>
            /// <param name="T_max">Epochs from the largest to the smallest.</param>
            /// <param name="eta_min">The smallest.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            /// <param name="verbose">Whether every change is printed.</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);
        }
    }
}
