namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>A convolution along one dimension: [B, in, L] and [out, in / groups, k] to [B, out, L′].</summary>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Aten.conv1d.T([input, weight, bias, (long[])[stride ?? 1], (long[])[padding ?? 0], (long[])[dilation ?? 1], groups]);

            /// <summary>As conv1d, with a named padding.</summary>
            public static Tensor conv1d_padding(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, Padding padding = Padding.Valid, long? dilation = null, long groups = 1) =>
                Aten.conv1d_padding.T([input, weight, bias, (long[])[stride ?? 1], Named(padding), (long[])[dilation ?? 1], groups]);

            /// <summary>A convolution of images: [B, in, H, W] and [out, in / groups, kh, kw] to [B, out, H′, W′].</summary>
            public static unsafe Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                var window = stackalloc long[6];
                nint result;
                if (!(Pair(strides, 1, window) && Pair(padding, 0, window + 2) && Pair(dilation, 1, window + 4)) || input is null || weight is null
                    || Shim.oft_conv2d(input.Handle, weight.Handle, bias?.Handle ?? 0, window, groups, &result) < 0)
                    return Aten.conv2d.T([input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], dilation ?? [1, 1], groups]);   // the slow way round, for its error
                GC.KeepAlive(input);
                GC.KeepAlive(weight);
                GC.KeepAlive(bias);
                return new Tensor(result);
            }

            // Two numbers, or one for both; anything else takes the slow way to its error.
            private static unsafe bool Pair(long[]? given, long otherwise, long* pair)
            {
                if (given is { Length: 0 or > 2 }) return false;
                (pair[0], pair[1]) = given is null ? (otherwise, otherwise) : (given[0], given[^1]);
                return true;
            }

            /// <summary>As conv2d, with a named padding.</summary>
            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Aten.conv2d_padding.T([input, weight, bias, strides ?? [1, 1], Named(padding), dilation ?? [1, 1], groups]);

            /// <summary>A convolution of volumes.</summary>
            public static Tensor conv3d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.conv3d.T([input, weight, bias, strides ?? [1, 1, 1], padding ?? [0, 0, 0], dilation ?? [1, 1, 1], groups]);

            /// <summary>The transpose of a convolution along one dimension.</summary>
            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long? dilation = null, long groups = 1) =>
                Aten.conv_transpose1d.T([input, weight, bias, (long[])[stride ?? 1], (long[])[padding ?? 0], (long[])[output_padding ?? 0], groups, (long[])[dilation ?? 1]]);

            /// <summary>The transpose of a convolution of images.</summary>
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                Aten.conv_transpose2d_input.T([input, weight, bias, strides ?? [1, 1], padding ?? [0, 0], output_padding ?? [0, 0], groups, dilation ?? [1, 1]]);

            private static string Named(Padding padding) => padding == Padding.Same ? "same" : "valid";
        }
    }
}
