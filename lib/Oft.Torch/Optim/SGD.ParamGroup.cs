using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>Parameters that share their options.</summary>
    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        /// <summary>An empty group.</summary>
        public ParamGroup() { }

        /// <summary>A group with these options; null in them is the optimizer's.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options) { }

        /// <summary>A group with all its options given.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="momentum">How much of the last step enters the next.</param>
        /// <param name="dampening">How much of the gradient the momentum leaves out.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="nesterov">Whether the gradient is looked at one step ahead.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, momentum = momentum, dampening = dampening,
                weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
            }) { }

        /// <summary>How much of the last step enters the next.</summary>
        public double Momentum
        {
            get => Options!.momentum!.Value;
            set => Options!.momentum = value;
        }
    }
}
