namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of chance with a state of its own.</summary>
    public unsafe class Generator : IDisposable
    {
        private nint handle;

        /// <summary>A new source on a device, from a seed.</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            nint made;
            Shim.Check(Shim.oft_generator_new(seed, (int)this.device.type, this.device.index, &made), $"generator on {this.device}");
            handle = made;
        }

        private Generator(nint handle, Device device) => (this.handle, this.device) = (handle, device);

        /// <summary>The finalizer lets the native source go.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The processor's own source, which operators draw from when none is named.</summary>
        public static Generator Default => DefaultOf(CPU);

        /// <summary>Where it draws.</summary>
        public Device device { get; }

        /// <summary>The native generator.</summary>
        /// <exception cref="ObjectDisposedException">It was disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        /// <summary>Starts again from a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.oft_generator_set_seed(Handle, (ulong)seed));
            return this;
        }

        /// <summary>Starts again from a seed of the machine's own chance, which is returned.</summary>
        public long seed()
        {
            ulong drawn;
            Shim.Check(Shim.oft_generator_reseed(Handle, &drawn));
            return (long)drawn;
        }

        /// <summary>The seed it started from.</summary>
        public long initial_seed()
        {
            ulong first;
            Shim.Check(Shim.oft_generator_seed(Handle, &first));
            return (long)first;
        }

        /// <summary>Its state, as a tensor of bytes.</summary>
        public Tensor get_state()
        {
            nint state;
            Shim.Check(Shim.oft_generator_state(Handle, &state));
            return new Tensor(state);
        }

        /// <summary>Goes on from a state that <see cref="get_state"/> gave.</summary>
        public void set_state(Tensor value)
        {
            Shim.Check(Shim.oft_generator_set_state(Handle, value.Handle));
            GC.KeepAlive(value);
        }

        /// <summary>Lets the native source go.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Lets the native source go, once.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var held = Interlocked.Exchange(ref handle, 0);
            if (held != 0) Shim.oft_generator_release(held);
        }

        internal static Generator DefaultOf(Device device)
        {
            nint shared;
            Shim.Check(Shim.oft_generator_default((int)device.type, device.index, &shared), $"generator of {device}");
            return new Generator(shared, device);
        }
    }
}
