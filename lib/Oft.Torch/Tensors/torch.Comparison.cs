namespace TorchSharp;

public static partial class torch
{
    /// <summary>True where a number of the left is equal to the right's.</summary>
    public static Tensor eq(Tensor left, Tensor right) => Aten.eq_Tensor.Two(left, right);

    /// <summary>True where a number of the left is different from the right's.</summary>
    public static Tensor ne(Tensor left, Tensor right) => Aten.ne_Tensor.Two(left, right);

    /// <summary>True where a number of the left is below the right's.</summary>
    public static Tensor lt(Tensor left, Tensor right) => Aten.lt_Tensor.Two(left, right);

    /// <summary>True where a number of the left is not above the right's.</summary>
    public static Tensor le(Tensor left, Tensor right) => Aten.le_Tensor.Two(left, right);

    /// <summary>True where a number of the left is above the right's.</summary>
    public static Tensor gt(Tensor left, Tensor right) => Aten.gt_Tensor.Two(left, right);

    /// <summary>True where a number of the left is not below the right's.</summary>
    public static Tensor ge(Tensor left, Tensor right) => Aten.ge_Tensor.Two(left, right);

    /// <summary>The bits set in both; for truths, both.</summary>
    public static Tensor bitwise_and(Tensor left, Tensor right) => Aten.bitwise_and_Tensor.Two(left, right);

    /// <summary>The bits set in either; for truths, either.</summary>
    public static Tensor bitwise_or(Tensor left, Tensor right) => Aten.bitwise_or_Tensor.Two(left, right);

    /// <summary>The bits set in one alone; for truths, one alone.</summary>
    public static Tensor bitwise_xor(Tensor left, Tensor right) => Aten.bitwise_xor_Tensor.Two(left, right);

    /// <summary>Bits shifted left.</summary>
    public static Tensor bitwise_left_shift(Tensor left, Tensor right) => Aten.bitwise_left_shift_Tensor.Two(left, right);

    /// <summary>Bits shifted right.</summary>
    public static Tensor bitwise_right_shift(Tensor left, Tensor right) => Aten.bitwise_right_shift_Tensor.Two(left, right);

    /// <summary>True where both are other than zero.</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => Aten.logical_and.Two(left, right);

    /// <summary>True where either is other than zero.</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => Aten.logical_or.Two(left, right);

    /// <summary>True where one alone is other than zero.</summary>
    public static Tensor logical_xor(Tensor left, Tensor right) => Aten.logical_xor.Two(left, right);

    /// <summary>Whether shapes and all numbers agree, as a tensor of one truth.</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);

    /// <summary>Whether all numbers agree within rtol times the target's size plus atol.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>True where numbers agree within rtol times the target's size plus atol.</summary>
    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
        tensor.isclose(other, rtol, atol, nanEqual);
}
