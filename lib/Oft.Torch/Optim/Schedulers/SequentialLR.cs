namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>One schedule after the other, each beginning at its milestone as if it were epoch 0.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly List<LRScheduler> schedules;
                    private readonly List<int> milestones;

                    /// <summary>Sets the learning rates of the first schedule's first epoch.</summary>
                    /// <param name="optimizer">Whose learning rates are set; the schedules must be its own.</param>
                    /// <param name="schedulers">The schedules.</param>
                    /// <param name="milestones">Where each schedule but the first begins.</param>
                    /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch)
                    {
                        schedules = [.. schedulers];
                        this.milestones = [.. milestones];
                        if (this.milestones.Count != schedules.Count - 1)
                            throw new ArgumentException($"{schedules.Count} schedules need {schedules.Count - 1} milestones, got {this.milestones.Count}");
                        if (schedules.Any(schedule => !ReferenceEquals(schedule.Optimizer, optimizer)))
                            throw new ArgumentException("a schedule belongs to another optimizer");
                        Epoch = last_epoch + 1;
                        foreach (var group in Groups) group.LearningRate = group.InitialLearningRate;
                        // Every schedule took a first step when it was made.
                        foreach (var schedule in schedules) schedule.Epoch--;
                        schedules[0].Restart();
                        Follow(schedules[0]);
                    }

                    /// <inheritdoc/>
                    public override void step(int? epoch)
                    {
                        _step_count++;
                        Epoch = epoch ?? Epoch + 1;
                        var place = milestones.Count(milestone => milestone <= Epoch);
                        if (place > 0 && milestones[place - 1] == Epoch) schedules[place].step(0);
                        else schedules[place].step();
                        Follow(schedules[place]);
                    }
                }
            }

            /// <summary>One schedule after the other, each beginning at its milestone as if it were epoch 0.</summary>
            /// <param name="optimizer">Whose learning rates are set; the schedules must be its own.</param>
            /// <param name="schedulers">The schedules.</param>
            /// <param name="milestones">Where each schedule but the first begins.</param>
            /// <param name="last_epoch">Where an interrupted schedule stands; -1 begins.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);
        }
    }
}
