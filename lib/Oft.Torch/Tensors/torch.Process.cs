namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>The libtorch in use.</summary>
    public static string __version__ => Shim.Text(Shim.oft_version())!;

    /// <summary>Sets how many threads an operator may use.</summary>
    public static void set_num_threads(int num) => Shim.Check(Shim.oft_set_threads(num));

    /// <summary>How many threads an operator may use.</summary>
    public static int get_num_threads() => Shim.Check(Shim.oft_threads());

    /// <summary>Sets how many operators may run side by side; only before the first one did.</summary>
    public static void set_num_interop_threads(int num) => Shim.Check(Shim.oft_set_interop_threads(num));

    /// <summary>How many operators may run side by side.</summary>
    public static int get_num_interop_threads() => Shim.Check(Shim.oft_interop_threads());

    /// <summary>Whether a CUDA device can be used.</summary>
    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>What concerns NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether a device can be used.</summary>
        public static bool is_available() => Shim.Check(Shim.oft_cuda_available()) != 0;

        /// <summary>How many devices there are.</summary>
        public static int device_count() => Shim.Check(Shim.oft_cuda_count());

        /// <summary>Whether cuDNN is there.</summary>
        public static bool is_cudnn_available() => Shim.Check(Shim.oft_cudnn_available()) != 0;

        /// <summary>Starts the sources of chance from a seed.</summary>
        public static void manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Starts the sources of chance of all devices from a seed.</summary>
        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        /// <summary>Waits until a device has done all it was given.</summary>
        public static void synchronize(Device? device = null)
        {
            if (is_available()) Shim.Check(Shim.oft_cuda_synchronize(device?.index ?? -1));
        }
    }

    /// <summary>What concerns chance.</summary>
    public static class random
    {
        /// <summary>Starts the sources of chance of all devices from a seed.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>The state of the processor's source.</summary>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <summary>Goes on from a state of the processor's source.</summary>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
