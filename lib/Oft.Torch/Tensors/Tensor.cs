using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An n-dimensional array of numbers of one type on one device, with its place in the gradient graph.</summary>
    /// <remarks>
    /// It owns one reference to libtorch's tensor. Made inside a <see cref="DisposeScope"/>, it lives until that scope ends;
    /// outside, until it is disposed of or collected. The graph keeps what backward needs, so disposing early is always safe.
    /// <para>Errors of libtorch arrive as <see cref="System.Runtime.InteropServices.ExternalException"/> with the operator's schema and
    /// the shapes it was given; the use of a disposed tensor is an <see cref="InvalidOperationException"/>.</para>
    /// </remarks>
    public partial class Tensor : IDisposable
    {
        internal nint handle;

        // The scope that disposes of it, or the guard that a finalizer watches over; null once disposed, or when a module owns it.
        internal object? owner;

        private static long total, peak;

        /// <summary>Takes over a native reference; the innermost scope of the thread becomes its owner.</summary>
        internal Tensor(nint handle)
        {
            this.handle = handle;
            CountUp();
            var thread = ThreadScopes.Current;
            if (thread.Innermost is { } scope)
            {
                thread.Statistics.TensorStatistics.createdIn++;
                scope.Add(this);
            }
            else
            {
                thread.Statistics.TensorStatistics.createdOutside++;
                StandAlone();
            }
        }

        /// <summary>Takes over another tensor's native reference and belongs to no scope: for parameters.</summary>
        internal Tensor(Tensor taken)
        {
            handle = taken.DecoupleFromNativeHandle();
            CountUp();
            ThreadScopes.Current.Statistics.TensorStatistics.createdOutside++;
            owner = new TensorGuard(handle);
        }

        /// <summary>How many tensors are alive in this process.</summary>
        public static long TotalCount => Interlocked.Read(ref total);

        /// <summary>The most tensors that were ever alive at once in this process.</summary>
        public static long PeakCount => Interlocked.Read(ref peak);

        /// <summary>libtorch's own tensor.</summary>
        /// <exception cref="InvalidOperationException">The tensor is disposed.</exception>
        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("tensor: expected one that is alive, got a disposed one.");

        /// <summary>Whether it is disposed.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>A name for people; libtorch does not know it.</summary>
        public string? name { get; set; }

        /// <summary>Lets the native reference go. Memory is freed when neither another tensor nor the graph needs it.</summary>
        public void Dispose() => Dispose(true);

        /// <summary>Lets the native reference go, once.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var held = Interlocked.Exchange(ref handle, 0);
            if (held == 0) return;
            var statistics = ThreadScopes.Current.Statistics.TensorStatistics;
            if (owner is DisposeScope) statistics.disposedIn++;
            else statistics.disposedOutside++;
            (owner as TensorGuard)?.StandDown();
            owner = null;
            CountDown();
            Shim.oft_release(held);
        }

        /// <summary>Gives the native reference away; the tensor counts as disposed afterwards.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var given = Handle;
            handle = 0;
            var statistics = ThreadScopes.Current.Statistics.TensorStatistics;
            if (owner is DisposeScope) statistics.disposedIn++;
            else statistics.disposedOutside++;
            (owner as TensorGuard)?.StandDown();
            owner = null;
            CountDown();
            return given;
        }

        /// <summary>Takes over a native reference that <see cref="DecoupleFromNativeHandle"/> gave.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Leaves it to the scope around its own, or to its owner where there is none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            if (owner is DisposeScope scope) scope.MoveToOuter(this);
            return this;
        }

        /// <summary>Leaves it to another scope, or to its owner when that is null.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (owner is DisposeScope scope) scope.MoveToOther(other, this);
            else other?.Attach(this);
            return this;
        }

        /// <summary>Leaves it to the scope of another tensor.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.owner as DisposeScope);

        /// <summary>Leaves it to its owner: no scope disposes of it any more.</summary>
        public Tensor DetachFromDisposeScope()
        {
            if (owner is DisposeScope) LeaveScope();
            return this;
        }

        internal static void CountDown() => Interlocked.Decrement(ref total);

        internal void LeaveScope()
        {
            ThreadScopes.Current.Statistics.TensorStatistics.detached++;
            owner = new TensorGuard(handle);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private void StandAlone()
        {
            owner = new TensorGuard(handle);
            MemoryBudget.Spend(Shim.oft_fresh_bytes(handle));
        }

        private static void CountUp()
        {
            var now = Interlocked.Increment(ref total);
            if (now > Volatile.Read(ref peak)) Volatile.Write(ref peak, now);
        }
    }

    /// <summary>Opens a scope: tensors made on this thread from now on are disposed of when it is.</summary>
    public static DisposeScope NewDisposeScope() => new(ThreadScopes.Current);

    /// <summary>The innermost scope of this thread.</summary>
    public static DisposeScope? CurrentDisposeScope => ThreadScopes.Current.Innermost;

    /// <summary>Runs an expression in a scope of its own; only its result stays.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
