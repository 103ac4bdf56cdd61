namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>What a group of SGD can be told; null is the optimizer's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>How much of the last step enters the next.</summary>
        public double? momentum;

        /// <summary>How much of the gradient the momentum leaves out.</summary>
        public double? dampening;

        /// <summary>Added to the gradient, times the parameter.</summary>
        public double? weight_decay;

        /// <summary>Whether the gradient is looked at one step ahead.</summary>
        public bool? nesterov;

        /// <summary>Whether the steps go up.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
            (nesterov, maximize) = (other.nesterov, other.maximize);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            (momentum, dampening, weight_decay) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            (nesterov, maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }

        internal override void FillIn(OptimizerOptions defaults)
        {
            base.FillIn(defaults);
            var others = (Options)defaults;
            momentum ??= others.momentum;
            dampening ??= others.dampening;
            weight_decay ??= others.weight_decay;
            nesterov ??= others.nesterov;
            maximize ??= others.maximize;
        }
    }
}
