using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Adam (Kingma and Ba, 2015): steps scaled by running averages of the gradient and its square.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="beta1">How much of the average gradient is kept at each step.</param>
        /// <param name="beta2">How much of the average squared gradient is kept at each step.</param>
        /// <param name="eps">Added to the denominator.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="amsgrad">Whether the largest average squared gradient so far is the one divided by.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam (Kingma and Ba, 2015): steps scaled by running averages of the gradient and its square.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="beta1">How much of the average gradient is kept at each step.</param>
        /// <param name="beta2">How much of the average squared gradient is kept at each step.</param>
        /// <param name="eps">Added to the denominator.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="amsgrad">Whether the largest average squared gradient so far is the one divided by.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

        /// <summary>Adam (Kingma and Ba, 2015): steps scaled by running averages of the gradient and its square.</summary>
        /// <param name="parameters">What is trained.</param>
        /// <param name="lr">Learning rate.</param>
        /// <param name="beta1">How much of the average gradient is kept at each step.</param>
        /// <param name="beta2">How much of the average squared gradient is kept at each step.</param>
        /// <param name="eps">Added to the denominator.</param>
        /// <param name="weight_decay">Added to the gradient, times the parameter.</param>
        /// <param name="amsgrad">Whether the largest average squared gradient so far is the one divided by.</param>
        /// <param name="maximize">Whether the steps go up.</param>
        public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
    }
}
