using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>Parameters that share their options.</summary>
    public class ParamGroup : ParamGroup<Options>, IBetas
    {
        /// <summary>An empty group.</summary>
        public ParamGroup() { }

        /// <summary>A group with these options; null in them is the optimizer's.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        /// <summary>A group with all its options given.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="beta1">How much of the average gradient is kept at each step.</param>
        /// <param name="beta2">How much of the average squared gradient is kept at each step.</param>
        /// <param name="eps">Added to the denominator.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="amsgrad">Whether the largest average squared gradient so far is the one divided by.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps,
                weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
            }) { }

        /// <summary>How much of the average gradient, and of the average squared gradient, is kept at each step.</summary>
        public (double, double) Betas
        {
            get => (Options!.beta1!.Value, Options.beta2!.Value);
            set => (Options!.beta1, Options.beta2) = value;
        }
    }
}
