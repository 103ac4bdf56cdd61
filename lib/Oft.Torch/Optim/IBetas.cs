namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with two running averages whose lengths a schedule may change.</summary>
        public interface IBetas
        {
            /// <summary>How much of the old gradient average, and of the old squared-gradient average, is kept.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
