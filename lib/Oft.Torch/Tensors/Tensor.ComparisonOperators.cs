namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True where the left is equal to the right, place by place.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => Aten.eq_Tensor.Two(left, right);

        /// <summary>True where the number is equal to the scalar.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => Aten.eq_Scalar.By(left, right);

        /// <summary>True where the scalar is equal to the number.</summary>
        public static Tensor operator ==(Scalar left, Tensor right) => Aten.eq_Scalar.By(right, left);

        /// <summary>True where the left is different from the right, place by place.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => Aten.ne_Tensor.Two(left, right);

        /// <summary>True where the number is different from the scalar.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => Aten.ne_Scalar.By(left, right);

        /// <summary>True where the scalar is different from the number.</summary>
        public static Tensor operator !=(Scalar left, Tensor right) => Aten.ne_Scalar.By(right, left);

        /// <summary>True where the left is below the right, place by place.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => Aten.lt_Tensor.Two(left, right);

        /// <summary>True where the number is below the scalar.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => Aten.lt_Scalar.By(left, right);

        /// <summary>True where the scalar is below the number.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => Aten.gt_Scalar.By(right, left);

        /// <summary>True where the left is not above the right, place by place.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => Aten.le_Tensor.Two(left, right);

        /// <summary>True where the number is not above the scalar.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => Aten.le_Scalar.By(left, right);

        /// <summary>True where the scalar is not above the number.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => Aten.ge_Scalar.By(right, left);

        /// <summary>True where the left is above the right, place by place.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => Aten.gt_Tensor.Two(left, right);

        /// <summary>True where the number is above the scalar.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => Aten.gt_Scalar.By(left, right);

        /// <summary>True where the scalar is above the number.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => Aten.lt_Scalar.By(right, left);

        /// <summary>True where the left is not below the right, place by place.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => Aten.ge_Tensor.Two(left, right);

        /// <summary>True where the number is not below the scalar.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => Aten.ge_Scalar.By(left, right);

        /// <summary>True where the scalar is not below the number.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => Aten.le_Scalar.By(right, left);

        /// <summary>Both, bit by bit or truth by truth.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => Aten.bitwise_and_Tensor.Two(left, right);

        /// <summary>Either, bit by bit or truth by truth.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => Aten.bitwise_or_Tensor.Two(left, right);

        /// <summary>One alone, bit by bit or truth by truth.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => Aten.bitwise_xor_Tensor.Two(left, right);

        /// <summary>The opposite, bit by bit or truth by truth.</summary>
        public static Tensor operator ~(Tensor left) => Aten.bitwise_not.T(left);
    }
}
