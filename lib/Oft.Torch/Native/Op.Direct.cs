using static TorchSharp.torch;

namespace TorchSharp;

// The commonest calls: one or two tensors, or a tensor and a number, straight through the shim without a list of arguments.
internal sealed unsafe partial class Op
{
    /// <summary>One tensor in, one tensor out.</summary>
    public Tensor T(Tensor self)
    {
        if (self is not null && Found && direct == Unary)
        {
            nint result;
            var status = Shim.oft_call_unary(native, Live(self), &result);
            if (status < 0) Fail(self);
            GC.KeepAlive(self);
            return new Tensor(result);
        }
        return T([self]);
    }

    /// <summary>Two tensors in, one tensor out.</summary>
    public Tensor Two(Tensor self, Tensor other)
    {
        if (self is not null && other is not null && Found && direct is Binary or BinaryAlpha)
        {
            nint result;
            var status = Shim.oft_call_binary(native, Live(self), Live(other), &result);
            if (status < 0) Fail(self, other);
            GC.KeepAlive(self);
            GC.KeepAlive(other);
            return new Tensor(result);
        }
        return T([self, other]);
    }

    /// <summary>The tensor overload of an arithmetic operator with a number beside the tensor; <paramref name="reversed"/> puts the number on the left.</summary>
    public Tensor Number(Tensor self, Cell number, bool reversed = false)
    {
        nint result;
        Resolve();
        if (self is null || Shim.oft_call_number(native, Live(self), &number, reversed ? 1 : 0, &result) < 0)
            return Fail<Tensor>([self, number.Tag == Tag.Double ? number.Double : number.Int]);
        GC.KeepAlive(self);
        return new Tensor(result);
    }

    /// <summary><see cref="Number"/> in place.</summary>
    public Tensor NumberInPlace(Tensor self, Cell number)
    {
        nint result;
        Resolve();
        if (self is null || Shim.oft_call_number(native, Live(self), &number, 0, &result) < 0)
            return Fail<Tensor>([self, number.Tag == Tag.Double ? number.Double : number.Int]);
        GC.KeepAlive(self);
        return self;
    }

    /// <summary>A tensor and a number in, a tensor out.</summary>
    public Tensor By(Tensor self, Scalar scalar)
    {
        if (self is not null && scalar is not null && Found && direct == ByScalar)
        {
            nint result;
            var number = scalar.Cell;
            if (Shim.oft_call_scalar(native, Live(self), &number, &result) < 0) Fail(self, scalar);
            GC.KeepAlive(self);
            return new Tensor(result);
        }
        return T([self, scalar]);
    }

    /// <summary>A tensor and a list of lengths or dimensions in, a tensor out. Without this overload C# would make a tensor of the list.</summary>
    public Tensor T(Tensor self, long[] list) => T([self, list]);

    /// <summary>Changes the tensor in place and gives it back.</summary>
    public Tensor I(Tensor self)
    {
        if (self is not null && Found && direct == UnaryInPlace)
        {
            nint result;
            if (Shim.oft_call_unary(native, Live(self), &result) < 0) Fail(self);
            GC.KeepAlive(self);
            return self;
        }
        return I([self]);
    }

    /// <summary>Changes the first tensor in place by the second and gives it back.</summary>
    public Tensor TwoInPlace(Tensor self, Tensor other)
    {
        if (self is not null && other is not null && Found && direct is BinaryInPlace or BinaryAlphaInPlace)
        {
            nint result;
            if (Shim.oft_call_binary(native, Live(self), Live(other), &result) < 0) Fail(self, other);
            GC.KeepAlive(self);
            GC.KeepAlive(other);
            return self;
        }
        return I([self, other]);
    }

    /// <summary>Changes the tensor in place by a number and gives it back.</summary>
    public Tensor ByInPlace(Tensor self, Scalar scalar)
    {
        if (self is not null && scalar is not null && Found && direct == ByScalarInPlace)
        {
            nint result;
            var number = scalar.Cell;
            if (Shim.oft_call_scalar(native, Live(self), &number, &result) < 0) Fail(self, scalar);
            GC.KeepAlive(self);
            return self;
        }
        return I([self, scalar]);
    }
}
