using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>What AdamW remembers of a parameter.</summary>
    public sealed class State : OptimizerState, IMoments, IDisposable
    {
        /// <summary>Steps taken.</summary>
        public long step;

        /// <summary>Average gradient, shaped as the parameter.</summary>
        public Tensor exp_avg = null!;

        /// <summary>Average squared gradient, shaped as the parameter.</summary>
        public Tensor exp_avg_sq = null!;

        /// <summary>Largest average squared gradient so far, with amsgrad.</summary>
        public Tensor? max_exp_avg_sq;

        /// <summary>Begins to remember a parameter.</summary>
        public State(Parameter parameter) : base(parameter) { }

        long IMoments.Step
        {
            get => step;
            set => step = value;
        }

        Tensor IMoments.First => exp_avg;

        Tensor IMoments.Second => exp_avg_sq;

        Tensor? IMoments.Largest => max_exp_avg_sq;

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            (exp_avg, exp_avg_sq) = (Zeros(), Zeros());
            max_exp_avg_sq = ((Options)options).amsgrad == true ? Zeros() : null;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            if (ReferenceEquals(this, other)) return;
            step = other.step;
            Copy(other.exp_avg, exp_avg);
            Copy(other.exp_avg_sq, exp_avg_sq);
            CopyConditional(other.max_exp_avg_sq, ref max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            LoadConditional(reader, ref max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            Moved(device, ref exp_avg!);
            Moved(device, ref exp_avg_sq!);
            Moved(device, ref max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && Close(exp_avg, state.exp_avg) && Close(exp_avg_sq, state.exp_avg_sq)
            && Close(max_exp_avg_sq, state.max_exp_avg_sq);

        /// <summary>Frees the averages.</summary>
        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
