using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The length of every dimension.</summary>
        public long[] shape
        {
            get
            {
                var live = Handle;
                var sizes = new long[Shim.oft_dims(live)];
                fixed (long* into = sizes) Shim.oft_sizes(live, into);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>The length of every dimension.</summary>
        public long[] size() => shape;

        /// <summary>The length of one dimension; negative counts from the last.</summary>
        public long size(int dim)
        {
            long length;
            Shim.Check(Shim.oft_size(Handle, dim, &length), "size");
            GC.KeepAlive(this);
            return length;
        }

        /// <summary>How many dimensions.</summary>
        public long ndim
        {
            get
            {
                var dims = Shim.oft_dims(Handle);
                GC.KeepAlive(this);
                return dims;
            }
        }

        /// <summary>How many dimensions.</summary>
        public long Dimensions => ndim;

        /// <summary>How many dimensions.</summary>
        public long dim() => ndim;

        /// <summary>How many numbers it holds.</summary>
        public long NumberOfElements => numel();

        /// <summary>How many numbers it holds.</summary>
        public long numel()
        {
            var count = Shim.oft_numel(Handle);
            GC.KeepAlive(this);
            return count;
        }

        /// <summary>Bytes per number.</summary>
        public long ElementSize => Describe().ItemSize;

        /// <summary>Bytes per number.</summary>
        public long element_size() => ElementSize;

        /// <summary>The type of its numbers.</summary>
        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)Shim.oft_dtype(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        /// <summary>Where it lives.</summary>
        public Device device
        {
            get
            {
                var meta = Describe();
                return meta.DeviceType == 0 ? CPU : new Device((DeviceType)meta.DeviceType, meta.DeviceIndex);
            }
        }

        /// <summary>The kind of device it lives on.</summary>
        public DeviceType device_type => (DeviceType)Describe().DeviceType;

        /// <summary>Which device of its kind it lives on; -1 for the processor.</summary>
        public int device_index => Describe().DeviceIndex;

        /// <summary>Whether it lives on a CUDA device.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether it lives on the processor.</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Whether it has a shape but no numbers.</summary>
        public bool is_meta => device_type == DeviceType.META;

        /// <summary>Whether it stores only what is not zero.</summary>
        public bool is_sparse => Describe().Sparse != 0;

        /// <summary>Whether its numbers lie in memory in row-major order without gaps.</summary>
        public bool is_contiguous() => Describe().Contiguous != 0;

        /// <summary>Whether its numbers have a fraction.</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Whether its numbers are integers.</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Whether its numbers are complex.</summary>
        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>Steps in memory, counted in numbers, between neighbours of every dimension.</summary>
        public long[] stride()
        {
            var steps = new long[ndim];
            fixed (long* into = steps) Shim.Check(Shim.oft_strides(Handle, into), "stride");
            GC.KeepAlive(this);
            return steps;
        }

        /// <summary>The step in memory between neighbours of one dimension.</summary>
        public long stride(int dim)
        {
            var steps = stride();
            return steps[dim < 0 ? dim + steps.Length : dim];
        }

        /// <summary>Where in its memory the tensor starts, counted in numbers.</summary>
        public long storage_offset() => Describe().StorageOffset;

        internal Meta Describe()
        {
            Meta meta;
            Shim.oft_describe(Handle, &meta);
            GC.KeepAlive(this);
            return meta;
        }
    }

    /// <summary>Whether numbers of a type have a fraction.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    /// <summary>Whether numbers of a type are integers; truths are not.</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;

    /// <summary>Whether numbers of a type are complex.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>How many numbers a tensor holds.</summary>
    public static long numel(Tensor input) => input.numel();

    /// <summary>Whether the object is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;
}
