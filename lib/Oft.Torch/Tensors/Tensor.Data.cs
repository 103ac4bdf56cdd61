using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The one number of a tensor that holds one, converted to T.</summary>
        public T item<T>() where T : unmanaged
        {
            Cell cell;
            if (Shim.oft_item(Handle, &cell) < 0) Shim.Check(-1, $"item of {Op.Describe(this)}");
            GC.KeepAlive(this);
            if (typeof(T) == typeof(float)) return Cast((float)Number(cell));
            if (typeof(T) == typeof(double)) return Cast(Number(cell));
            if (typeof(T) == typeof(long)) return Cast(Whole(cell));
            if (typeof(T) == typeof(int)) return Cast((int)Whole(cell));
            if (typeof(T) == typeof(bool)) return Cast(cell.Tag == Tag.Double ? cell.Double != 0 : cell.Int != 0);
            if (typeof(T) == typeof(byte)) return Cast((byte)Whole(cell));
            if (typeof(T) == typeof(sbyte)) return Cast((sbyte)Whole(cell));
            if (typeof(T) == typeof(short)) return Cast((short)Whole(cell));
            if (typeof(T) == typeof(Half)) return Cast((Half)Number(cell));
            if (typeof(T) == typeof(BFloat16)) return Cast(new BFloat16((float)Number(cell)));
            throw new NotSupportedException($"item: expected a type of number, got {typeof(T).Name}.");

            static T Cast<TFrom>(TFrom value) => Unsafe.As<TFrom, T>(ref value);
            static double Number(Cell cell) => cell.Tag == Tag.Double ? cell.Double : cell.Int;
            static long Whole(Cell cell) => cell.Tag == Tag.Double ? (long)cell.Double : cell.Int;
        }

        /// <summary>The one number of a tensor that holds one.</summary>
        public Scalar ToScalar()
        {
            Cell cell;
            if (Shim.oft_item(Handle, &cell) < 0) Shim.Check(-1, $"item of {Op.Describe(this)}");
            GC.KeepAlive(this);
            return new Scalar(cell.Tag, cell.Int, dtype);
        }

        /// <summary>The numbers, seen as T in row-major order: over the tensor's own memory where that is contiguous on the processor.</summary>
        /// <exception cref="ArgumentException">T is not the type of the tensor's numbers.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (TypeOf(typeof(T)) != dtype)
                throw new ArgumentException($"data: expected {dtype} as in {Op.Describe(this)}, got {typeof(T).Name}. Convert with to_type first.");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The tensor's own bytes; writing them writes the tensor. Only of contiguous tensors on the processor.</summary>
        /// <exception cref="InvalidOperationException">It lives elsewhere, or has gaps, or is larger than a span can be.</exception>
        public Span<byte> bytes
        {
            get
            {
                var meta = Describe();
                if (meta.DeviceType != 0 || meta.Contiguous == 0)
                    throw new InvalidOperationException($"bytes: expected a contiguous tensor on the processor, got {Op.Describe(this)}. Use contiguous().cpu() first.");
                var length = meta.Numel * meta.ItemSize;
                if (length > int.MaxValue)
                    throw new InvalidOperationException($"bytes: expected at most {int.MaxValue}, got {length}. Read it in parts with narrow().");
                return new Span<byte>(DataPointer(), (int)length);
            }
            set
            {
                var own = bytes;
                if (value.Length != own.Length)
                    throw new ArgumentException($"bytes: expected {own.Length} for {Op.Describe(this)}, got {value.Length}.");
                value.CopyTo(own);
            }
        }

        /// <summary>The number at a place of the flattened tensor, as T.</summary>
        public T ReadCpuValue<T>(long i) where T : unmanaged => data<T>()[Unflatten(i)];

        /// <summary>The float at a place of the flattened tensor.</summary>
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        /// <summary>The double at a place of the flattened tensor.</summary>
        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        /// <summary>The 64-bit integer at a place of the flattened tensor.</summary>
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        /// <summary>The 32-bit integer at a place of the flattened tensor.</summary>
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        /// <summary>The byte at a place of the flattened tensor.</summary>
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        /// <summary>The truth at a place of the flattened tensor.</summary>
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        internal void* DataPointer()
        {
            void* data;
            Shim.Check(Shim.oft_data(Handle, &data), "data");
            GC.KeepAlive(this);
            return data;
        }

        internal void CopyOut(void* target)
        {
            if (Shim.oft_copy_out(Handle, target) < 0) Shim.Check(-1, $"copy out of {Op.Describe(this)}");
            GC.KeepAlive(this);
        }

        internal void CopyIn(void* source)
        {
            if (Shim.oft_copy_in(Handle, source) < 0) Shim.Check(-1, $"copy into {Op.Describe(this)}");
            GC.KeepAlive(this);
        }

        private long[] Unflatten(long place)
        {
            var sizes = shape;
            var places = new long[sizes.Length];
            for (var d = sizes.Length - 1; d >= 0; d--) (place, places[d]) = Math.DivRem(place, sizes[d]);
            return places;
        }

        /// <summary>The one number as a float.</summary>
        public static explicit operator float(Tensor value) => value.item<float>();

        /// <summary>The one number as a double.</summary>
        public static explicit operator double(Tensor value) => value.item<double>();

        /// <summary>The one number as a 64-bit integer.</summary>
        public static explicit operator long(Tensor value) => value.item<long>();

        /// <summary>The one number as a 32-bit integer.</summary>
        public static explicit operator int(Tensor value) => value.item<int>();

        /// <summary>The one number as a truth.</summary>
        public static explicit operator bool(Tensor value) => value.item<bool>();

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <summary>A tensor of one truth.</summary>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <summary>A vector.</summary>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <summary>A vector.</summary>
        public static implicit operator Tensor(double[] value) => tensor(value);

        /// <summary>A vector.</summary>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <summary>A vector.</summary>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <summary>A vector of truths.</summary>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(Scalar scalar) => Aten.scalar_tensor.T(scalar, TypeOf(scalar));
    }
}
