using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>What SGD remembers of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The running step, or null before the first one.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Begins to remember a parameter.</summary>
        public State(Parameter parameter) : base(parameter) { }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            momentum_buffer = null;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            if (!ReferenceEquals(this, source)) CopyConditional(((State)source).momentum_buffer, ref momentum_buffer);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) => LoadConditional(reader, ref momentum_buffer);

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        /// <inheritdoc/>
        public override void to(Device device) => Moved(device, ref momentum_buffer);

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) => other is State state && Close(momentum_buffer, state.momentum_buffer);

        /// <summary>Frees the running step.</summary>
        public void Dispose() => momentum_buffer?.Dispose();
    }
}
