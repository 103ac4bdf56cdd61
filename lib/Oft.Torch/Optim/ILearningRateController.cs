namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>A parameter group, as a learning-rate schedule sees it.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate of the next step.</summary>
            double LearningRate { set; get; }

            /// <summary>The learning rate a schedule starts from.</summary>
            double InitialLearningRate { set; get; }
        }
    }
}
