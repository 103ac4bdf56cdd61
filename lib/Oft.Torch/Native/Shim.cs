using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[module: SkipLocalsInit]

namespace TorchSharp;

/// <summary>The exports of liboft_torch.so, one line each. A negative result means <see cref="Error"/> has the reason.</summary>
/// <remarks>Calls marked <c>SuppressGCTransition</c> read a field or two and return; nothing that computes may carry it.</remarks>
internal static unsafe partial class Shim
{
    private const string Library = "oft_torch";

    static Shim() => ShimLoader.Install(Library);

    [DllImport(Library)] public static extern int oft_op_find(byte* name, byte* overload, nint* op);
    [DllImport(Library)] public static extern byte* oft_op_schema(nint op);
    [DllImport(Library)] public static extern int oft_op_direct(nint op);
    [DllImport(Library)] public static extern int oft_op_list(byte* prefix, delegate* unmanaged<byte*, void> each);
    [DllImport(Library)] public static extern int oft_call(nint op, Cell* cells, int count, Cell* returned, int capacity);
    [DllImport(Library)] public static extern byte* oft_last_error();

    [DllImport(Library)] public static extern int oft_call_unary(nint op, nint self, nint* result);
    [DllImport(Library)] public static extern int oft_call_binary(nint op, nint self, nint other, nint* result);
    [DllImport(Library)] public static extern int oft_call_number(nint op, nint self, Cell* number, int reversed, nint* result);
    [DllImport(Library)] public static extern int oft_call_scalar(nint op, nint self, Cell* number, nint* result);
    [DllImport(Library)] public static extern int oft_view(nint self, long* shape, int n, nint* result);
    [DllImport(Library)] public static extern int oft_reshape(nint self, long* shape, int n, nint* result);
    [DllImport(Library)] public static extern int oft_expand(nint self, long* shape, int n, int isImplicit, nint* result);
    [DllImport(Library)] public static extern int oft_permute(nint self, long* order, int n, nint* result);
    [DllImport(Library)] public static extern int oft_transpose(nint self, long a, long b, nint* result);
    [DllImport(Library)] public static extern int oft_select(nint self, long dim, long index, nint* result);
    [DllImport(Library)] public static extern int oft_slice(nint self, long dim, long start, long stop, long step, nint* result);
    [DllImport(Library)] public static extern int oft_unsqueeze(nint self, long dim, nint* result);
    [DllImport(Library)] public static extern int oft_squeeze(nint self, long dim, nint* result);
    [DllImport(Library)] public static extern int oft_flatten(nint self, long start, long end, nint* result);
    [DllImport(Library)] public static extern int oft_contiguous(nint self, nint* result);
    [DllImport(Library)] public static extern int oft_index(nint self, nint* places, int n, nint* result);
    [DllImport(Library)] public static extern int oft_conv2d(nint input, nint weight, nint bias, long* window, long groups, nint* result);
    [DllImport(Library)] public static extern int oft_linear(nint input, nint weight, nint bias, nint* result);

    [DllImport(Library)] public static extern void oft_release(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern nint oft_retain(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern long oft_use_count(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern void oft_describe(nint handle, Meta* meta);
    [DllImport(Library), SuppressGCTransition] public static extern int oft_dtype(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern int oft_dims(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern long oft_numel(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern int oft_requires_grad(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern int oft_contiguous_now(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern long oft_fresh_bytes(nint handle);
    [DllImport(Library), SuppressGCTransition] public static extern void oft_sizes(nint handle, long* into);
    [DllImport(Library)] public static extern int oft_size(nint handle, long dim, long* size);
    [DllImport(Library)] public static extern int oft_strides(nint handle, long* into);
    [DllImport(Library)] public static extern int oft_data(nint handle, void** data);
    [DllImport(Library)] public static extern int oft_item(nint handle, Cell* cell);
    [DllImport(Library)] public static extern int oft_copy_in(nint handle, void* bytes);
    [DllImport(Library)] public static extern int oft_copy_out(nint handle, void* bytes);
    [DllImport(Library)] public static extern int oft_from_blob(void* data, long* sizes, int n, int dtype, delegate* unmanaged<nint, void> done, nint context, nint* result);
    [DllImport(Library)] public static extern int oft_to(nint handle, int dtype, int deviceType, int deviceIndex, int nonBlocking, int copy, nint* result);

    [DllImport(Library)] public static extern int oft_set_requires_grad(nint handle, int on);
    [DllImport(Library)] public static extern int oft_retain_grad(nint handle);
    [DllImport(Library)] public static extern int oft_grad(nint handle, nint* result);
    [DllImport(Library)] public static extern int oft_set_grad(nint handle, nint gradient);
    [DllImport(Library)] public static extern int oft_backward(nint* tensors, int n, nint* grads, int retain, int create, nint* inputs, int inputCount);
    [DllImport(Library)] public static extern int oft_autograd_grad(nint* outputs, int n, nint* inputs, int inputCount, nint* grads, int retain, int create, int allowUnused, nint* results);
    [DllImport(Library), SuppressGCTransition] public static extern int oft_grad_mode();
    [DllImport(Library), SuppressGCTransition] public static extern void oft_set_grad_mode(int on);
    [DllImport(Library), SuppressGCTransition] public static extern int oft_inference_mode();
    [DllImport(Library)] public static extern nint oft_inference_enter(int on);
    [DllImport(Library)] public static extern void oft_inference_leave(nint guard);
    [DllImport(Library)] public static extern int oft_autocast(int deviceType, int on, int dtype, int nesting, int* wasOn, int* wasDType);
    [DllImport(Library)] public static extern int oft_autocast_state(int deviceType, int* dtype);
    [DllImport(Library)] public static extern int oft_hook(nint handle, delegate* unmanaged<nint, nint, nint*, byte**, int> callback, nint context, delegate* unmanaged<nint, void> done, long* position);
    [DllImport(Library)] public static extern int oft_hook_remove(nint handle, long position);
    [DllImport(Library)] public static extern int oft_custom(nint* inputs, int inputCount, nint* outputs, int outputCount, byte* differentiable, delegate* unmanaged<nint, nint*, int, nint*, int, byte**, int> callback, nint context, delegate* unmanaged<nint, void> done);

    [DllImport(Library)] public static extern byte* oft_version();
    [DllImport(Library)] public static extern int oft_config(byte* into, int capacity);
    [DllImport(Library)] public static extern int oft_set_threads(int n);
    [DllImport(Library)] public static extern int oft_threads();
    [DllImport(Library)] public static extern int oft_set_interop_threads(int n);
    [DllImport(Library)] public static extern int oft_interop_threads();
    [DllImport(Library)] public static extern byte* oft_openblas_config();
    [DllImport(Library)] public static extern int oft_openblas_parallel();
    [DllImport(Library)] public static extern int oft_openblas_threads();
    [DllImport(Library)] public static extern void oft_set_openblas_threads(int n);
    [DllImport(Library)] public static extern int oft_manual_seed(long seed);
    [DllImport(Library)] public static extern int oft_generator_default(int deviceType, int deviceIndex, nint* result);
    [DllImport(Library)] public static extern int oft_generator_new(ulong seed, int deviceType, int deviceIndex, nint* result);
    [DllImport(Library)] public static extern void oft_generator_release(nint handle);
    [DllImport(Library)] public static extern int oft_generator_set_seed(nint handle, ulong seed);
    [DllImport(Library)] public static extern int oft_generator_reseed(nint handle, ulong* seed);
    [DllImport(Library)] public static extern int oft_generator_seed(nint handle, ulong* seed);
    [DllImport(Library)] public static extern int oft_generator_state(nint handle, nint* state);
    [DllImport(Library)] public static extern int oft_generator_set_state(nint handle, nint state);
    [DllImport(Library)] public static extern int oft_cuda_available();
    [DllImport(Library)] public static extern int oft_cuda_count();
    [DllImport(Library)] public static extern int oft_cudnn_available();
    [DllImport(Library)] public static extern int oft_cuda_synchronize(int index);

    /// <summary>What the last failing call of this thread said.</summary>
    public static string Error() => Text(oft_last_error()) ?? "libtorch gave no reason";

    /// <summary>A C string as managed text.</summary>
    public static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    /// <summary>Passes a non-negative status on and throws otherwise.</summary>
    /// <exception cref="ExternalException">The call failed; the message is libtorch's.</exception>
    public static int Check(int status, string? what = null) =>
        status >= 0 ? status : throw new ExternalException(what is null ? Error() : $"{what}: {Error()}");
}
