using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One call for a whole list of tensors: on a GPU one kernel, on a CPU a loop in native code.</summary>
/// <remarks>The results are those of the single-tensor operators, bit for bit.</remarks>
internal static class Foreach
{
    private static readonly Op neg = Op.Get("aten::_foreach_neg");
    private static readonly Op sqrt = Op.Get("aten::_foreach_sqrt");
    private static readonly Op addScalar = Op.Get("aten::_foreach_add_.Scalar");
    private static readonly Op add = Op.Get("aten::_foreach_add.List");
    private static readonly Op addInPlace = Op.Get("aten::_foreach_add_.List");
    private static readonly Op mulScalar = Op.Get("aten::_foreach_mul_.Scalar");
    private static readonly Op divScalar = Op.Get("aten::_foreach_div_.Scalar");
    private static readonly Op addcmul = Op.Get("aten::_foreach_addcmul_.Scalar");
    private static readonly Op addcdiv = Op.Get("aten::_foreach_addcdiv_.Scalar");
    private static readonly Op lerp = Op.Get("aten::_foreach_lerp_.Scalar");
    private static readonly Op norm = Op.Get("aten::_foreach_norm.Scalar");

    /// <summary>−x.</summary>
    public static Tensor[] Negative(Tensor[] x) => neg.List(x);

    /// <summary>√x.</summary>
    public static Tensor[] Sqrt(Tensor[] x) => sqrt.List(x);

    /// <summary>x + α y.</summary>
    public static Tensor[] Sum(Tensor[] x, Tensor[] y, double alpha) => add.List(x, y, alpha);

    /// <summary>The p-norm of each.</summary>
    public static Tensor[] Norm(Tensor[] x, double p) => norm.List(x, p);

    /// <summary>x ← x + c.</summary>
    public static void Add(Tensor[] x, double c) => addScalar.Run(x, c);

    /// <summary>x ← x + α y.</summary>
    public static void Add(Tensor[] x, Tensor[] y, double alpha) => addInPlace.Run(x, y, alpha);

    /// <summary>x ← c x.</summary>
    public static void Multiply(Tensor[] x, double c) => mulScalar.Run(x, c);

    /// <summary>x ← x / c.</summary>
    public static void Divide(Tensor[] x, double c) => divScalar.Run(x, c);

    /// <summary>x ← x + c y z.</summary>
    public static void AddProduct(Tensor[] x, Tensor[] y, Tensor[] z, double c) => addcmul.Run(x, y, z, c);

    /// <summary>x ← x + c y / z.</summary>
    public static void AddQuotient(Tensor[] x, Tensor[] y, Tensor[] z, double c) => addcdiv.Run(x, y, z, c);

    /// <summary>x ← β x + (1 − β) y, rounded as this libtorch's own optimizers do: by lerp where there is one.</summary>
    public static void Average(Tensor[] x, Tensor[] y, double beta)
    {
        if (lerp.Exists)
        {
            lerp.Run(x, y, 1 - beta);
            return;
        }
        Multiply(x, beta);
        Add(x, y, 1 - beta);
    }
}
