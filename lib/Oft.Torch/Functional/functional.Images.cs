namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The tensor with more at its edges: pairs of before and after, the last dimension first.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Constant => Aten.constant_pad_nd.T([input, pad, value]),
                PaddingModes.Zeros => Aten.constant_pad_nd.T([input, pad, 0]),
                PaddingModes.Reflect => Aten.pad.T([input, pad, "reflect"]),
                PaddingModes.Replicate => Aten.pad.T([input, pad, "replicate"]),
                _ => Aten.pad.T([input, pad, "circular"]),
            };

            /// <summary>The tensor with more at its edges: pairs of before and after, the last dimension first.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            /// <summary>The tensor with more before and after its last dimension.</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2], mode, value);

            /// <summary>The tensor with more around its last two dimensions.</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The tensor with the same before and after its last dimension.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (long[])[pad, pad], mode, value);

            /// <summary>The tensor at another size.</summary>
            /// <param name="x">[B, C, …] one to three dimensions of places.</param>
            /// <param name="size">The new size; or</param>
            /// <param name="scale_factor">how many times the old one.</param>
            /// <param name="mode">How values between places are found.</param>
            /// <param name="align_corners">Whether the corners keep their values, in the linear and cubic modes.</param>
            /// <param name="recompute_scale_factor">Whether the factor is worked out again from the rounded size.</param>
            /// <param name="antialias">Whether shrinking averages over all it leaves out; bilinear and bicubic only.</param>
            /// <exception cref="ArgumentException">Neither or both of size and factor are given, or the mode does not fit the shape.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (size is null == scale_factor is null) throw new ArgumentException("interpolate: expected size or scale_factor, one of the two.");
                var places = (int)x.ndim - 2;
                var lengths = x.shape[2..];
                if (scale_factor is { Length: 1 }) scale_factor = [.. Enumerable.Repeat(scale_factor[0], places)];
                if (size is { Length: 1 }) size = [.. Enumerable.Repeat(size[0], places)];
                if (recompute_scale_factor && scale_factor is not null)
                    (size, scale_factor) = ([.. lengths.Zip(scale_factor, (n, factor) => (long)Math.Floor(n * factor))], null);
                var corners = align_corners ?? false;
                return (mode, places) switch
                {
                    (InterpolationMode.Nearest, 1) => Aten.upsample_nearest1d_vec.T([x, size, scale_factor]),
                    (InterpolationMode.Nearest, 2) => Aten.upsample_nearest2d_vec.T([x, size, scale_factor]),
                    (InterpolationMode.Nearest, 3) => Aten.upsample_nearest3d_vec.T([x, size, scale_factor]),
                    (InterpolationMode.NearestExact, 1) => Aten._upsample_nearest_exact1d_vec.T([x, size, scale_factor]),
                    (InterpolationMode.NearestExact, 2) => Aten._upsample_nearest_exact2d_vec.T([x, size, scale_factor]),
                    (InterpolationMode.Linear, 1) => Aten.upsample_linear1d_vec.T([x, size, corners, scale_factor]),
                    (InterpolationMode.Bilinear, 2) when antialias => Aten._upsample_bilinear2d_aa_vec.T([x, size, corners, scale_factor]),
                    (InterpolationMode.Bilinear, 2) => Aten.upsample_bilinear2d_vec.T([x, size, corners, scale_factor]),
                    (InterpolationMode.Bicubic, 2) when antialias => Aten._upsample_bicubic2d_aa_vec.T([x, size, corners, scale_factor]),
                    (InterpolationMode.Bicubic, 2) => Aten.upsample_bicubic2d_vec.T([x, size, corners, scale_factor]),
                    (InterpolationMode.Trilinear, 3) => Aten.upsample_trilinear3d_vec.T([x, size, corners, scale_factor]),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, size ?? [.. lengths.Zip(scale_factor!, (n, factor) => (long)Math.Floor(n * factor))]),
                    _ => throw new ArgumentException($"interpolate: expected a mode for {places} dimensions of places, got {mode} for {Op.Describe(x)}."),
                };
            }

            /// <summary>[B, C·r², H, W] to [B, C, H·r, W·r].</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Aten.pixel_shuffle.T([input, upscale_factor]);

            /// <summary>[B, C, H·r, W·r] to [B, C·r², H, W].</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Aten.pixel_unshuffle.T([input, downscale_factor]);

            /// <summary>Windows of an image as columns: [B, C·kh·kw, windows].</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                Aten.im2col.T([input, Pair(kernel_size), Pair(dilation), Pair(padding), Pair(stride)]);

            /// <summary>The image at places that a grid names in [−1, 1]: [B, C, H, W] and [B, H′, W′, 2] to [B, C, H′, W′].</summary>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                Aten.grid_sampler.T([input, grid, mode == GridSampleMode.Bilinear ? 0 : 1, padding_mode switch { GridSamplePaddingMode.Zeros => 0, GridSamplePaddingMode.Border => 1, _ => 2 }, align_corners ?? false]);

            /// <summary>The grid that an affine map of the image makes.</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) => Aten.affine_grid_generator.T([theta, size, align_corners]);
        }
    }
}
