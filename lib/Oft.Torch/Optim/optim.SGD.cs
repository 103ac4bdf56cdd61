using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="learningRate">Learning rate.</param>
        /// <param name="momentum">How much of the last step enters the next.</param>
        /// <param name="dampening">How much of the gradient the momentum leaves out.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="nesterov">Whether the gradient is looked at one step ahead.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="learningRate">Learning rate.</param>
        /// <param name="momentum">How much of the last step enters the next.</param>
        /// <param name="dampening">How much of the gradient the momentum leaves out.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="nesterov">Whether the gradient is looked at one step ahead.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false) =>
            new(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

        /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="learningRate">Learning rate.</param>
        /// <param name="momentum">How much of the last step enters the next.</param>
        /// <param name="dampening">How much of the gradient the momentum leaves out.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="nesterov">Whether the gradient is looked at one step ahead.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
            bool nesterov = false, bool maximize = false) =>
            new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
    }
}
