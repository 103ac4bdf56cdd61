namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True where this number is equal to the other's.</summary>
        public Tensor eq(Tensor target) => Aten.eq_Tensor.Two(this, target);

        /// <summary>True where this number is equal to the scalar.</summary>
        public Tensor eq(Scalar target) => Aten.eq_Scalar.By(this, target);

        /// <summary>As <see cref="eq(Tensor)"/>, into this tensor.</summary>
        public Tensor eq_(Tensor target) => Aten.eq__Tensor.TwoInPlace(this, target);

        /// <summary>As <see cref="eq(Scalar)"/>, into this tensor.</summary>
        public Tensor eq_(Scalar target) => Aten.eq__Scalar.ByInPlace(this, target);

        /// <summary>True where this number is different from the other's.</summary>
        public Tensor ne(Tensor target) => Aten.ne_Tensor.Two(this, target);

        /// <summary>True where this number is different from the scalar.</summary>
        public Tensor ne(Scalar target) => Aten.ne_Scalar.By(this, target);

        /// <summary>As <see cref="ne(Tensor)"/>, into this tensor.</summary>
        public Tensor ne_(Tensor target) => Aten.ne__Tensor.TwoInPlace(this, target);

        /// <summary>As <see cref="ne(Scalar)"/>, into this tensor.</summary>
        public Tensor ne_(Scalar target) => Aten.ne__Scalar.ByInPlace(this, target);

        /// <summary>True where this number is below the other's.</summary>
        public Tensor lt(Tensor target) => Aten.lt_Tensor.Two(this, target);

        /// <summary>True where this number is below the scalar.</summary>
        public Tensor lt(Scalar target) => Aten.lt_Scalar.By(this, target);

        /// <summary>As <see cref="lt(Tensor)"/>, into this tensor.</summary>
        public Tensor lt_(Tensor target) => Aten.lt__Tensor.TwoInPlace(this, target);

        /// <summary>As <see cref="lt(Scalar)"/>, into this tensor.</summary>
        public Tensor lt_(Scalar target) => Aten.lt__Scalar.ByInPlace(this, target);

        /// <summary>True where this number is not above the other's.</summary>
        public Tensor le(Tensor target) => Aten.le_Tensor.Two(this, target);

        /// <summary>True where this number is not above the scalar.</summary>
        public Tensor le(Scalar target) => Aten.le_Scalar.By(this, target);

        /// <summary>As <see cref="le(Tensor)"/>, into this tensor.</summary>
        public Tensor le_(Tensor target) => Aten.le__Tensor.TwoInPlace(this, target);

        /// <summary>As <see cref="le(Scalar)"/>, into this tensor.</summary>
        public Tensor le_(Scalar target) => Aten.le__Scalar.ByInPlace(this, target);

        /// <summary>True where this number is above the other's.</summary>
        public Tensor gt(Tensor target) => Aten.gt_Tensor.Two(this, target);

        /// <summary>True where this number is above the scalar.</summary>
        public Tensor gt(Scalar target) => Aten.gt_Scalar.By(this, target);

        /// <summary>As <see cref="gt(Tensor)"/>, into this tensor.</summary>
        public Tensor gt_(Tensor target) => Aten.gt__Tensor.TwoInPlace(this, target);

        /// <summary>As <see cref="gt(Scalar)"/>, into this tensor.</summary>
        public Tensor gt_(Scalar target) => Aten.gt__Scalar.ByInPlace(this, target);

        /// <summary>True where this number is not below the other's.</summary>
        public Tensor ge(Tensor target) => Aten.ge_Tensor.Two(this, target);

        /// <summary>True where this number is not below the scalar.</summary>
        public Tensor ge(Scalar target) => Aten.ge_Scalar.By(this, target);

        /// <summary>As <see cref="ge(Tensor)"/>, into this tensor.</summary>
        public Tensor ge_(Tensor target) => Aten.ge__Tensor.TwoInPlace(this, target);

        /// <summary>As <see cref="ge(Scalar)"/>, into this tensor.</summary>
        public Tensor ge_(Scalar target) => Aten.ge__Scalar.ByInPlace(this, target);

        /// <summary>The bits set in both; for truths, both.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.bitwise_and_Tensor.Two(this, other);

        /// <summary>The bits set in both; for truths, both. Changes this tensor.</summary>
        public Tensor bitwise_and_(Tensor other) => Aten.bitwise_and__Tensor.TwoInPlace(this, other);

        /// <summary>The bits set in either; for truths, either.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.bitwise_or_Tensor.Two(this, other);

        /// <summary>The bits set in either; for truths, either. Changes this tensor.</summary>
        public Tensor bitwise_or_(Tensor other) => Aten.bitwise_or__Tensor.TwoInPlace(this, other);

        /// <summary>The bits set in one alone; for truths, one alone.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.bitwise_xor_Tensor.Two(this, other);

        /// <summary>The bits set in one alone; for truths, one alone. Changes this tensor.</summary>
        public Tensor bitwise_xor_(Tensor other) => Aten.bitwise_xor__Tensor.TwoInPlace(this, other);

        /// <summary>Bits shifted left.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Aten.bitwise_left_shift_Tensor.Two(this, other);

        /// <summary>Bits shifted left. Changes this tensor.</summary>
        public Tensor bitwise_left_shift_(Tensor other) => Aten.bitwise_left_shift__Tensor.TwoInPlace(this, other);

        /// <summary>Bits shifted right.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Aten.bitwise_right_shift_Tensor.Two(this, other);

        /// <summary>Bits shifted right. Changes this tensor.</summary>
        public Tensor bitwise_right_shift_(Tensor other) => Aten.bitwise_right_shift__Tensor.TwoInPlace(this, other);

        /// <summary>True where both are other than zero.</summary>
        public Tensor logical_and(Tensor other) => Aten.logical_and.Two(this, other);

        /// <summary>True where both are other than zero. Changes this tensor.</summary>
        public Tensor logical_and_(Tensor other) => Aten.logical_and_.TwoInPlace(this, other);

        /// <summary>True where either is other than zero.</summary>
        public Tensor logical_or(Tensor other) => Aten.logical_or.Two(this, other);

        /// <summary>True where either is other than zero. Changes this tensor.</summary>
        public Tensor logical_or_(Tensor other) => Aten.logical_or_.TwoInPlace(this, other);

        /// <summary>True where one alone is other than zero.</summary>
        public Tensor logical_xor(Tensor other) => Aten.logical_xor.Two(this, other);

        /// <summary>True where one alone is other than zero. Changes this tensor.</summary>
        public Tensor logical_xor_(Tensor other) => Aten.logical_xor_.TwoInPlace(this, other);

        /// <summary>Whether shapes and all numbers agree, as a tensor of one truth.</summary>
        public Tensor equal(Tensor target) => torch.tensor(Aten.equal.B(this, target));

        /// <summary>Whether all numbers agree within rtol times the target's size plus atol.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.allclose.B(this, target, rtol, atol, equal_nan);

        /// <summary>True where numbers agree within rtol times the target's size plus atol.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.isclose.T(this, other, rtol, atol, nanEqual);

        /// <summary>True where a number is among the test elements.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.isin_Tensor_Tensor.T(this, test_elements, assumeUnique, invert);

        /// <summary>Whether it is the same object. Numbers are compared by <see cref="eq(Tensor)"/>.</summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <summary>Whether it is the same object. Numbers are compared by <see cref="eq(Tensor)"/>.</summary>
        public bool Equals(Tensor target) => ReferenceEquals(this, target);

        /// <summary>The object's own code.</summary>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
