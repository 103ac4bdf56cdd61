namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of two tensors, spread over each other's dimensions of length 1.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => Aten.add_Tensor.Two(left, right);

        /// <summary>The sum with a number on the right.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => Aten.add_Tensor.Number(left, right.Cell);

        /// <summary>The sum with a number on the right.</summary>
        public static Tensor operator +(Tensor left, int right) => Aten.add_Tensor.Number(left, Cell.Of((long)right));

        /// <summary>The sum with a number on the right.</summary>
        public static Tensor operator +(Tensor left, long right) => Aten.add_Tensor.Number(left, Cell.Of(right));

        /// <summary>The sum with a number on the right.</summary>
        public static Tensor operator +(Tensor left, float right) => Aten.add_Tensor.Number(left, Cell.Of((double)right));

        /// <summary>The sum with a number on the right.</summary>
        public static Tensor operator +(Tensor left, double right) => Aten.add_Tensor.Number(left, Cell.Of(right));

        /// <summary>The sum with a number on the left.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => Aten.add_Tensor.Number(right, left.Cell);

        /// <summary>The sum with a number on the left.</summary>
        public static Tensor operator +(int left, Tensor right) => Aten.add_Tensor.Number(right, Cell.Of((long)left));

        /// <summary>The sum with a number on the left.</summary>
        public static Tensor operator +(long left, Tensor right) => Aten.add_Tensor.Number(right, Cell.Of(left));

        /// <summary>The sum with a number on the left.</summary>
        public static Tensor operator +(float left, Tensor right) => Aten.add_Tensor.Number(right, Cell.Of((double)left));

        /// <summary>The sum with a number on the left.</summary>
        public static Tensor operator +(double left, Tensor right) => Aten.add_Tensor.Number(right, Cell.Of(left));

        /// <summary>The difference of two tensors, spread over each other's dimensions of length 1.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => Aten.sub_Tensor.Two(left, right);

        /// <summary>The difference with a number on the right.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => Aten.sub_Tensor.Number(left, right.Cell);

        /// <summary>The difference with a number on the right.</summary>
        public static Tensor operator -(Tensor left, int right) => Aten.sub_Tensor.Number(left, Cell.Of((long)right));

        /// <summary>The difference with a number on the right.</summary>
        public static Tensor operator -(Tensor left, long right) => Aten.sub_Tensor.Number(left, Cell.Of(right));

        /// <summary>The difference with a number on the right.</summary>
        public static Tensor operator -(Tensor left, float right) => Aten.sub_Tensor.Number(left, Cell.Of((double)right));

        /// <summary>The difference with a number on the right.</summary>
        public static Tensor operator -(Tensor left, double right) => Aten.sub_Tensor.Number(left, Cell.Of(right));

        /// <summary>The difference with a number on the left.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Aten.sub_Tensor.Number(right, left.Cell, reversed: true);

        /// <summary>The difference with a number on the left.</summary>
        public static Tensor operator -(int left, Tensor right) => Aten.sub_Tensor.Number(right, Cell.Of((long)left), reversed: true);

        /// <summary>The difference with a number on the left.</summary>
        public static Tensor operator -(long left, Tensor right) => Aten.sub_Tensor.Number(right, Cell.Of(left), reversed: true);

        /// <summary>The difference with a number on the left.</summary>
        public static Tensor operator -(float left, Tensor right) => Aten.sub_Tensor.Number(right, Cell.Of((double)left), reversed: true);

        /// <summary>The difference with a number on the left.</summary>
        public static Tensor operator -(double left, Tensor right) => Aten.sub_Tensor.Number(right, Cell.Of(left), reversed: true);

        /// <summary>The product of two tensors, spread over each other's dimensions of length 1.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => Aten.mul_Tensor.Two(left, right);

        /// <summary>The product with a number on the right.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => Aten.mul_Tensor.Number(left, right.Cell);

        /// <summary>The product with a number on the right.</summary>
        public static Tensor operator *(Tensor left, int right) => Aten.mul_Tensor.Number(left, Cell.Of((long)right));

        /// <summary>The product with a number on the right.</summary>
        public static Tensor operator *(Tensor left, long right) => Aten.mul_Tensor.Number(left, Cell.Of(right));

        /// <summary>The product with a number on the right.</summary>
        public static Tensor operator *(Tensor left, float right) => Aten.mul_Tensor.Number(left, Cell.Of((double)right));

        /// <summary>The product with a number on the right.</summary>
        public static Tensor operator *(Tensor left, double right) => Aten.mul_Tensor.Number(left, Cell.Of(right));

        /// <summary>The product with a number on the left.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => Aten.mul_Tensor.Number(right, left.Cell);

        /// <summary>The product with a number on the left.</summary>
        public static Tensor operator *(int left, Tensor right) => Aten.mul_Tensor.Number(right, Cell.Of((long)left));

        /// <summary>The product with a number on the left.</summary>
        public static Tensor operator *(long left, Tensor right) => Aten.mul_Tensor.Number(right, Cell.Of(left));

        /// <summary>The product with a number on the left.</summary>
        public static Tensor operator *(float left, Tensor right) => Aten.mul_Tensor.Number(right, Cell.Of((double)left));

        /// <summary>The product with a number on the left.</summary>
        public static Tensor operator *(double left, Tensor right) => Aten.mul_Tensor.Number(right, Cell.Of(left));

        /// <summary>The quotient of two tensors, spread over each other's dimensions of length 1.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => Aten.div_Tensor.Two(left, right);

        /// <summary>The quotient with a number on the right.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => Aten.div_Tensor.Number(left, right.Cell);

        /// <summary>The quotient with a number on the right.</summary>
        public static Tensor operator /(Tensor left, int right) => Aten.div_Tensor.Number(left, Cell.Of((long)right));

        /// <summary>The quotient with a number on the right.</summary>
        public static Tensor operator /(Tensor left, long right) => Aten.div_Tensor.Number(left, Cell.Of(right));

        /// <summary>The quotient with a number on the right.</summary>
        public static Tensor operator /(Tensor left, float right) => Aten.div_Tensor.Number(left, Cell.Of((double)right));

        /// <summary>The quotient with a number on the right.</summary>
        public static Tensor operator /(Tensor left, double right) => Aten.div_Tensor.Number(left, Cell.Of(right));

        /// <summary>A number divided by every number, as PyTorch computes it: the reciprocal times the number.</summary>
        public static Tensor operator /(Scalar left, Tensor right)
        {
            using var inverse = Aten.reciprocal.T(right);
            return Aten.mul_Tensor.Number(inverse, left.Cell);
        }

        /// <summary>A number divided by every number, as PyTorch computes it: the reciprocal times the number.</summary>
        public static Tensor operator /(int left, Tensor right)
        {
            using var inverse = Aten.reciprocal.T(right);
            return Aten.mul_Tensor.Number(inverse, Cell.Of((long)left));
        }

        /// <summary>A number divided by every number, as PyTorch computes it: the reciprocal times the number.</summary>
        public static Tensor operator /(long left, Tensor right)
        {
            using var inverse = Aten.reciprocal.T(right);
            return Aten.mul_Tensor.Number(inverse, Cell.Of(left));
        }

        /// <summary>A number divided by every number, as PyTorch computes it: the reciprocal times the number.</summary>
        public static Tensor operator /(float left, Tensor right)
        {
            using var inverse = Aten.reciprocal.T(right);
            return Aten.mul_Tensor.Number(inverse, Cell.Of((double)left));
        }

        /// <summary>A number divided by every number, as PyTorch computes it: the reciprocal times the number.</summary>
        public static Tensor operator /(double left, Tensor right)
        {
            using var inverse = Aten.reciprocal.T(right);
            return Aten.mul_Tensor.Number(inverse, Cell.Of(left));
        }

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => Aten.remainder_Tensor.Two(left, right);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => Aten.remainder_Scalar.By(left, right);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, int right) => Aten.remainder_Scalar.By(left, (Scalar)right);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, long right) => Aten.remainder_Scalar.By(left, (Scalar)right);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, float right) => Aten.remainder_Scalar.By(left, (Scalar)right);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, double right) => Aten.remainder_Scalar.By(left, (Scalar)right);

        /// <summary>Every number with its sign turned.</summary>
        public static Tensor operator -(Tensor tensor) => Aten.neg.T(tensor);
    }
}
