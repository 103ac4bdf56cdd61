namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>What a group of AdamW can be told; null is the optimizer's.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>How much of the average gradient is kept at each step.</summary>
        public double? beta1;

        /// <summary>How much of the average squared gradient is kept at each step.</summary>
        public double? beta2;

        /// <summary>Added to the denominator.</summary>
        public double? eps;

        /// <summary>Weight decay.</summary>
        public double? weight_decay;

        /// <summary>Whether the largest average squared gradient so far is the one divided by.</summary>
        public bool? amsgrad;

        /// <summary>Whether the steps go up.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (beta1, beta2, eps) = (other.beta1, other.beta2, other.eps);
            (weight_decay, amsgrad, maximize) = (other.weight_decay, other.amsgrad, other.maximize);
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            (beta1, beta2, eps) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
            (weight_decay, amsgrad, maximize) = (reader.ReadDouble(), reader.ReadBoolean(), reader.ReadBoolean());
        }

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }

        internal override void FillIn(OptimizerOptions defaults)
        {
            base.FillIn(defaults);
            var others = (Options)defaults;
            beta1 ??= others.beta1;
            beta2 ??= others.beta2;
            eps ??= others.eps;
            weight_decay ??= others.weight_decay;
            amsgrad ??= others.amsgrad;
            maximize ??= others.maximize;
        }
    }
}
