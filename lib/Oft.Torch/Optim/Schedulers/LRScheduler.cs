namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>How the learning rate changes over time.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>A schedule: each step sets the learning rate of every group.</summary>
            /// <remarks>Numbers come out as in torch.optim.lr_scheduler, which computes most rates from the one before.</remarks>
            public abstract class LRScheduler
            {
                private readonly bool verbose;
                private double[] lastRates;

                /// <summary>How many steps there were, the first one of the constructor included.</summary>
                protected int _step_count;

                /// <summary>A schedule over other schedules.</summary>
                protected LRScheduler() => (Optimizer, Groups, Base, lastRates) = (null!, [], [], []);

                /// <summary>A schedule that starts from the groups' initial learning rates.</summary>
                /// <param name="optimizer">Whose learning rates are set.</param>
                /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                /// <param name="verbose">Whether every change is printed.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    this.verbose = verbose;
                    Optimizer = optimizer;
                    Epoch = last_epoch;
                    Groups = [.. optimizer.ParamGroups];
                    Base = [.. Groups.Select(group => group.InitialLearningRate)];
                    lastRates = [.. Groups.Select(group => group.LearningRate)];
                }

                private protected IReadOnlyList<ILearningRateController> Groups { get; private init; }

                private protected double[] Base { get; private init; }

                internal int Epoch { get; set; }

                /// <summary>The learning rates set last, one a group.</summary>
                public IEnumerable<double> get_last_lr() => lastRates;

                /// <summary>Sets the learning rates of the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Sets the learning rates of an epoch, or of the next one.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? Epoch + 1;
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToArray();
                    for (var i = 0; i < rates.Length; i++)
                    {
                        if (verbose && rates[i] != lastRates[i]) Console.WriteLine($"learning rate of group {i}: {rates[i]}");
                        Groups[i].LearningRate = rates[i];
                    }
                    lastRates = rates;
                }

                /// <summary>Sets the learning rates of the next epoch, given a measurement that most schedules ignore.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates of this epoch, from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Groups.Select(group => group.LearningRate);

                /// <summary>The learning rates of this epoch, from the initial ones alone.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                internal Optimizer Optimizer { get; }

                /// <summary>The first step once more, as the constructor takes it.</summary>
                internal void Restart()
                {
                    _step_count = 0;
                    step();
                }

                internal void Follow(LRScheduler other) => lastRates = [.. other.get_last_lr()];
            }
        }
    }
}
