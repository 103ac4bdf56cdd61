using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The tensor on a device; itself where it is there already.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(null, device, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device; itself where it is there already.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(null, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The tensor on a device, named as <c>cuda:0</c>; itself where it is there already.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(null, new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The numbers as another type; itself where they are of it already.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(type, null, copy, disposeAfter, non_blocking);

        /// <summary>The numbers as another type on another device; itself where nothing changes.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(type, device, copy, disposeAfter, non_blocking);

        /// <summary>Type and device as another tensor has them.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => To(other.dtype, other.device, false, false, non_blocking);

        /// <summary>The numbers as another type; itself where they are of it already.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            To(type, null, copy, disposeAfter, non_blocking);

        /// <summary>The numbers as another type.</summary>
        public Tensor type(ScalarType dtype) => to_type(dtype);

        /// <summary>The numbers as another tensor's type.</summary>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>The tensor on the processor.</summary>
        public Tensor cpu() => To(null, CPU, false, false, false);

        /// <summary>The tensor on a CUDA device.</summary>
        public Tensor cuda(Device? device = null, bool non_blocking = false) => To(null, device ?? CUDA, false, false, non_blocking);

        /// <summary>As single precision.</summary>
        public Tensor @float() => to_type(ScalarType.Float32);

        /// <summary>As double precision.</summary>
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>As half precision.</summary>
        public Tensor half() => to_type(ScalarType.Float16);

        /// <summary>As bfloat16.</summary>
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        /// <summary>As 64-bit integers.</summary>
        public Tensor @long() => to_type(ScalarType.Int64);

        /// <summary>As 32-bit integers.</summary>
        public Tensor @int() => to_type(ScalarType.Int32);

        /// <summary>As 16-bit integers.</summary>
        public Tensor @short() => to_type(ScalarType.Int16);

        /// <summary>As unsigned bytes.</summary>
        public Tensor @byte() => to_type(ScalarType.Byte);

        /// <summary>As signed bytes.</summary>
        public Tensor @char() => to_type(ScalarType.Int8);

        /// <summary>As truths.</summary>
        public Tensor @bool() => to_type(ScalarType.Bool);

        /// <summary>Copies the source's numbers into this tensor, converting type, device and shape as needed.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_.I([this, source, nonBlocking]);

        /// <summary>Lets this tensor hold what the source holds, without copying: both share their numbers from now on.</summary>
        public Tensor set_(Tensor source) => Aten.set__source_Tensor.I([this, source]);

        /// <summary>Writes one number everywhere.</summary>
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.ByInPlace(this, value);

        /// <summary>Writes zero everywhere.</summary>
        public Tensor zero_() => Aten.zero_.I(this);

        /// <summary>The tensor in memory that a CUDA device can read by itself.</summary>
        public Tensor pin_memory() => Aten.pin_memory.T([this]);

        private Tensor To(ScalarType? type, Device? device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var meta = Describe();
            var already = !copy && (type is null || (int)type == meta.DType)
                && (device is null || ((int)device.type == meta.DeviceType && (device.index < 0 || device.index == meta.DeviceIndex || meta.DeviceType == 0)));
            if (already) return this;
            nint result;
            var status = Shim.oft_to(Handle, type is { } t ? (int)t : -1, device is null ? -1 : (int)device.type, device?.index ?? -1,
                nonBlocking ? 1 : 0, copy ? 1 : 0, &result);
            if (status < 0)
                throw new ExternalException($"{Shim.Error().TrimEnd()}\n  in aten::to\n  called with ({Op.Describe(this)}, {type?.ToString() ?? "same type"}, {device?.ToString() ?? "same device"})");
            var made = Made(result);
            if (disposeAfter) Dispose();
            return made;
        }
    }
}
