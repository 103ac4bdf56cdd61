namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum of two tensors.</summary>
        public Tensor add(Tensor target) => Aten.add_Tensor.Two(this, target);

        /// <summary>This tensor plus alpha times the target.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.add_Tensor.T([this, target, alpha]);

        /// <summary>This tensor plus a number.</summary>
        public Tensor add(Scalar scalar) => Aten.add_Tensor.Number(this, scalar.Cell);

        /// <summary>This tensor plus alpha times a number.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.add_Scalar.T([this, scalar, alpha]);

        /// <summary>Adds the target to this tensor.</summary>
        public Tensor add_(Tensor target) => Aten.add__Tensor.TwoInPlace(this, target);

        /// <summary>Adds alpha times the target to this tensor.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.I([this, target, alpha]);

        /// <summary>Adds a number to this tensor.</summary>
        public Tensor add_(Scalar scalar) => Aten.add__Tensor.NumberInPlace(this, scalar.Cell);

        /// <summary>Adds alpha times a number to this tensor.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.add__Scalar.I([this, scalar, alpha]);

        /// <summary>The difference of two tensors.</summary>
        public Tensor sub(Tensor target) => Aten.sub_Tensor.Two(this, target);

        /// <summary>This tensor minus a number.</summary>
        public Tensor sub(Scalar target) => Aten.sub_Tensor.Number(this, target.Cell);

        /// <summary>Takes the target from this tensor.</summary>
        public Tensor sub_(Tensor target) => Aten.sub__Tensor.TwoInPlace(this, target);

        /// <summary>Takes a number from this tensor.</summary>
        public Tensor sub_(Scalar target) => Aten.sub__Tensor.NumberInPlace(this, target.Cell);

        /// <summary>The difference of two tensors.</summary>
        public Tensor subtract(Tensor target) => sub(target);

        /// <summary>This tensor minus a number.</summary>
        public Tensor subtract(Scalar target) => sub(target);

        /// <summary>The product of two tensors, number by number.</summary>
        public Tensor mul(Tensor target) => Aten.mul_Tensor.Two(this, target);

        /// <summary>This tensor times a number.</summary>
        public Tensor mul(Scalar target) => Aten.mul_Tensor.Number(this, target.Cell);

        /// <summary>Multiplies this tensor by the target.</summary>
        public Tensor mul_(Tensor target) => Aten.mul__Tensor.TwoInPlace(this, target);

        /// <summary>Multiplies this tensor by a number.</summary>
        public Tensor mul_(Scalar target) => Aten.mul__Tensor.NumberInPlace(this, target.Cell);

        /// <summary>The product of two tensors, number by number.</summary>
        public Tensor multiply(Tensor target) => mul(target);

        /// <summary>This tensor times a number.</summary>
        public Tensor multiply(Scalar target) => mul(target);

        /// <summary>The quotient of two tensors.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div_Tensor.Two(this, target) : Aten.div_Tensor_mode.T(this, target, rounding_mode.ToString());

        /// <summary>This tensor divided by a number.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div_Tensor.Number(this, target.Cell) : Aten.div_Scalar_mode.T(this, target, rounding_mode.ToString());

        /// <summary>Divides this tensor by the target.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div__Tensor.TwoInPlace(this, target) : Aten.div__Tensor_mode.I(this, target, rounding_mode.ToString());

        /// <summary>Divides this tensor by a number.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None ? Aten.div__Tensor.NumberInPlace(this, target.Cell) : Aten.div__Scalar_mode.I(this, target, rounding_mode.ToString());

        /// <summary>The quotient, cut toward minus infinity.</summary>
        public Tensor floor_divide(Tensor other) => Aten.floor_divide.Two(this, other);

        /// <summary>The quotient, cut toward minus infinity.</summary>
        public Tensor floor_divide(Scalar other) => Aten.floor_divide_Scalar.By(this, other);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => Aten.remainder_Tensor.Two(this, target);

        /// <summary>The rest of a division, with the divisor's sign.</summary>
        public Tensor remainder(Scalar scalar) => Aten.remainder_Scalar.By(this, scalar);

        /// <summary>The rest of a division, with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => Aten.fmod_Tensor.Two(this, target);

        /// <summary>The rest of a division, with the dividend's sign.</summary>
        public Tensor fmod(Scalar scalar) => Aten.fmod_Scalar.By(this, scalar);

        /// <summary>Every number to the power of the exponent's.</summary>
        public Tensor pow(Tensor exponent) => Aten.pow_Tensor_Tensor.Two(this, exponent);

        /// <summary>Every number to a power.</summary>
        public Tensor pow(Scalar exponent) => Aten.pow_Tensor_Scalar.By(this, exponent);

        /// <summary>Raises this tensor to the powers of the exponent.</summary>
        public Tensor pow_(Tensor exponent) => Aten.pow__Tensor.TwoInPlace(this, exponent);

        /// <summary>Raises this tensor to a power.</summary>
        public Tensor pow_(Scalar exponent) => Aten.pow__Scalar.ByInPlace(this, exponent);

        /// <summary>The angle of the point (other, this), in radians.</summary>
        public Tensor atan2(Tensor other) => Aten.atan2.Two(this, other);

        /// <summary>The length of the hypotenuse.</summary>
        public Tensor hypot(Tensor other) => Aten.hypot.Two(this, other);

        /// <summary>The larger of two numbers, place by place.</summary>
        public Tensor maximum(Tensor other) => Aten.maximum.Two(this, other);

        /// <summary>The smaller of two numbers, place by place.</summary>
        public Tensor minimum(Tensor other) => Aten.minimum.Two(this, other);

        /// <summary>log(e^this + e^other), without overflow.</summary>
        public Tensor logaddexp(Tensor other) => Aten.logaddexp.Two(this, other);

        /// <summary>Numbers cut to a range.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.clamp.T([this, min, max]);

        /// <summary>Numbers cut to a range that may differ by place.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.clamp_Tensor.T([this, min, max]);

        /// <summary>Cuts this tensor to a range.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.I(this, min, max);

        /// <summary>Cuts this tensor to a range that may differ by place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.clamp__Tensor.I([this, min, max]);

        /// <summary>Numbers cut to a range.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Numbers that are at least <paramref name="min"/>.</summary>
        public Tensor clamp_min(Scalar min) => Aten.clamp_min.By(this, min);

        /// <summary>Numbers that are at most <paramref name="max"/>.</summary>
        public Tensor clamp_max(Scalar max) => Aten.clamp_max.By(this, max);

        /// <summary>Raises this tensor to at least <paramref name="min"/>.</summary>
        public Tensor clamp_min_(Scalar min) => Aten.clamp_min_.ByInPlace(this, min);

        /// <summary>Lowers this tensor to at most <paramref name="max"/>.</summary>
        public Tensor clamp_max_(Scalar max) => Aten.clamp_max_.ByInPlace(this, max);

        /// <summary>The way from this tensor to the end, by weight.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.lerp_Tensor.T(this, end, weight);

        /// <summary>Goes from this tensor to the end, by weight.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp__Tensor.I(this, end, weight);

        /// <summary>This tensor plus value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul.T(this, tensor1, tensor2, value);

        /// <summary>Adds value · tensor1 · tensor2 to this tensor.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul_.I(this, tensor1, tensor2, value);

        /// <summary>This tensor plus value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv.T(this, tensor1, tensor2, value);

        /// <summary>Adds value · tensor1 / tensor2 to this tensor.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv_.I(this, tensor1, tensor2, value);

        /// <summary>NaN and infinities replaced by finite numbers.</summary>
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => Aten.nan_to_num.T(this, nan, posinf, neginf);

        /// <summary>The number rounded to so many decimals, halves to even.</summary>
        public Tensor round(long decimals = 0L) => decimals == 0 ? Aten.round.T(this) : Aten.round_decimals.T([this, decimals]);

        /// <summary>Rounds this tensor to so many decimals, halves to even.</summary>
        public Tensor round_(long decimals = 0L) => decimals == 0 ? Aten.round_.I(this) : Aten.round__decimals.I([this, decimals]);

        /// <summary>x · log(y), and 0 where x is 0.</summary>
        public Tensor xlogy(Tensor y) => Aten.xlogy_Tensor.Two(this, y);

        /// <summary>The log-odds of every number, kept eps away from 0 and 1.</summary>
        public Tensor logit(double? eps = null) => Aten.logit.T([this, eps]);
    }
}
