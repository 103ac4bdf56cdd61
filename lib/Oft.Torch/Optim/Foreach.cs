using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One call for a whole list of tensors: on a GPU one kernel, on a CPU a loop in native code.</summary>
/// <remarks>The results are those of the single-tensor operators, bit for bit.</remarks>
internal static class Foreach
{
    /// <summary>−x.</summary>
    public static Tensor[] Negative(Tensor[] x) => Aten._foreach_neg.List(x);

    /// <summary>√x.</summary>
    public static Tensor[] Sqrt(Tensor[] x) => Aten._foreach_sqrt.List(x);

    /// <summary>x + α y.</summary>
    public static Tensor[] Sum(Tensor[] x, Tensor[] y, double alpha) => Aten._foreach_add_List.List(x, y, alpha);

    /// <summary>The p-norm of each.</summary>
    public static Tensor[] Norm(Tensor[] x, double p) => Aten._foreach_norm_Scalar.List(x, p);

    /// <summary>x ← x + c.</summary>
    public static void Add(Tensor[] x, double c) => Aten._foreach_add__Scalar.Run(x, c);

    /// <summary>x ← x + α y.</summary>
    public static void Add(Tensor[] x, Tensor[] y, double alpha) => Aten._foreach_add__List.Run(x, y, alpha);

    /// <summary>x ← c x.</summary>
    public static void Multiply(Tensor[] x, double c) => Aten._foreach_mul__Scalar.Run(x, c);

    /// <summary>x ← x / c.</summary>
    public static void Divide(Tensor[] x, double c) => Aten._foreach_div__Scalar.Run(x, c);

    /// <summary>x ← x + c y z.</summary>
    public static void AddProduct(Tensor[] x, Tensor[] y, Tensor[] z, double c) => Aten._foreach_addcmul__Scalar.Run(x, y, z, c);

    /// <summary>x ← x + c y / z.</summary>
    public static void AddQuotient(Tensor[] x, Tensor[] y, Tensor[] z, double c) => Aten._foreach_addcdiv__Scalar.Run(x, y, z, c);

    /// <summary>x ← β x + (1 − β) y, rounded as this libtorch's own optimizers do: by lerp where there is one.</summary>
    public static void Average(Tensor[] x, Tensor[] y, double beta)
    {
        if (Aten._foreach_lerp__Scalar.Exists)
        {
            Aten._foreach_lerp__Scalar.Run(x, y, 1 - beta);
            return;
        }
        Multiply(x, beta);
        Add(x, y, 1 - beta);
    }
}
