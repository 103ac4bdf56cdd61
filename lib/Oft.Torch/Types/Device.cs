namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: a kind of device and, where there are several, which one.</summary>
    public class Device
    {
        /// <summary>A device by kind; index -1 is the current one of that kind.</summary>
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <summary>A CUDA device by its index.</summary>
        public Device(int index) : this(DeviceType.CUDA, index) { }

        /// <summary>A device by its description: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">The description names no known device.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = KindOf(parts[0], description);
            index = parts.Length switch
            {
                1 => -1,
                2 when int.TryParse(parts[1], out var n) && n >= 0 => n,
                _ => throw new ArgumentException($"device: expected cpu, cuda or cuda:N, got '{description}'.", nameof(description)),
            };
        }

        /// <summary>A device by the name of its kind.</summary>
        public Device(string deviceType, int index = -1) : this(KindOf(deviceType, deviceType), index) { }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>Which one of its kind; -1 is the current one.</summary>
        public int index { get; }

        /// <summary>A device by its description.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>As PyTorch spells it: <c>cuda:1</c>.</summary>
        public override string ToString() => index < 0 ? type.ToString().ToLowerInvariant() : $"{type.ToString().ToLowerInvariant()}:{index}";

        /// <summary>Whether both name the same device.</summary>
        public override bool Equals(object? obj) => obj is Device other && other.type == type && other.index == index;

        /// <summary>Equal devices have equal codes.</summary>
        public override int GetHashCode() => HashCode.Combine(type, index);

        private static DeviceType KindOf(string name, string description) => name.ToLowerInvariant() switch
        {
            "cpu" => DeviceType.CPU,
            "cuda" => DeviceType.CUDA,
            "mps" => DeviceType.MPS,
            "meta" => DeviceType.META,
            _ => throw new ArgumentException($"device: expected cpu, cuda or cuda:N, got '{description}'.", nameof(description)),
        };
    }

    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The device of shapes without numbers.</summary>
    public static readonly Device META = new(DeviceType.META);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>A device by its description: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device by the name of its kind and its index.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device by its kind and index.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A CUDA device by its index.</summary>
    public static Device device(int index) => new(index);
}
