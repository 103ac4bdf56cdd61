namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What a loss does with its per-element values.</summary>
        public enum Reduction : long
        {
            /// <summary>Leaves them.</summary>
            None = 0,
            /// <summary>Takes their mean.</summary>
            Mean = 1,
            /// <summary>Takes their sum.</summary>
            Sum = 2,
        }
    }
}
