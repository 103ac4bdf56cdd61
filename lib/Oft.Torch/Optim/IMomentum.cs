namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with a momentum that a schedule may change.</summary>
        public interface IMomentum
        {
            /// <summary>How much of the last step enters the next.</summary>
            double Momentum { get; set; }
        }
    }
}
