using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A window that moves over [B, C, L], the same size in every direction.</summary>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size], [stride], [padding], null, [dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, L], the same size in every direction, with padding by name.</summary>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size], [stride], null, padding, [dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, H, W], the same size in every direction.</summary>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [padding, padding], null, [dilation, dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, H, W], the same size in every direction, with padding by name.</summary>
        public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], null, padding, [dilation, dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, H, W].</summary>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], stride is { } s ? [s.Item1, s.Item2] : [1, 1], padding is { } p ? [p.Item1, p.Item2] : [0, 0], null, dilation is { } d ? [d.Item1, d.Item2] : [1, 1], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, H, W], with padding by name.</summary>
        public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], stride is { } s ? [s.Item1, s.Item2] : [1, 1], null, padding, dilation is { } d ? [d.Item1, d.Item2] : [1, 1], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, T, H, W], the same size in every direction.</summary>
        public static Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size, kernel_size, kernel_size], [stride, stride, stride], [padding, padding, padding], null, [dilation, dilation, dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, T, H, W], the same size in every direction, with padding by name.</summary>
        public static Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size, kernel_size, kernel_size], [stride, stride, stride], null, padding, [dilation, dilation, dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, T, H, W].</summary>
        public static Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null, (long, long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2, kernel_size.Item3], stride is { } s ? [s.Item1, s.Item2, s.Item3] : [1, 1, 1], padding is { } p ? [p.Item1, p.Item2, p.Item3] : [0, 0, 0], null, dilation is { } d ? [d.Item1, d.Item2, d.Item3] : [1, 1, 1], padding_mode, groups, bias, device, dtype);

        /// <summary>A window that moves over [B, C, T, H, W], with padding by name.</summary>
        public static Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, Padding padding, (long, long, long)? stride = null, (long, long, long)? dilation = null,
            PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2, kernel_size.Item3], stride is { } s ? [s.Item1, s.Item2, s.Item3] : [1, 1, 1], null, padding, dilation is { } d ? [d.Item1, d.Item2, d.Item3] : [1, 1, 1], padding_mode, groups, bias, device, dtype);

        /// <summary>Spreads each place of [B, C, L] over a window, the same size in every direction.</summary>
        public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
            long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size], [stride], [padding], [output_padding], [dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>Spreads each place of [B, C, H, W] over a window, the same size in every direction.</summary>
        public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long output_padding = 0,
            long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size, kernel_size], [stride, stride], [padding, padding], [output_padding, output_padding], [dilation, dilation], padding_mode, groups, bias, device, dtype);

        /// <summary>Spreads each place of [B, C, H, W] over a window.</summary>
        public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? output_padding = null,
            (long, long)? dilation = null, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1,
            bool bias = true, Device? device = null, ScalarType? dtype = null) =>
            new(in_channels, out_channels, [kernel_size.Item1, kernel_size.Item2], stride is { } s ? [s.Item1, s.Item2] : [1, 1], padding is { } p ? [p.Item1, p.Item2] : [0, 0], output_padding is { } o ? [o.Item1, o.Item2] : [0, 0], dilation is { } d ? [d.Item1, d.Item2] : [1, 1], padding_mode, groups, bias, device, dtype);

        /// <summary>The largest number of each square window of [B, C, H, W].</summary>
        public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) =>
            new(Square(kernel_size)!, Square(stride), Square(padding), Square(dilation), ceil_mode);

        /// <summary>The largest number of each window of [B, C, H, W].</summary>
        public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false) =>
            new(Pair(kernel_size)!, Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

        /// <summary>The largest number of each window of [B, C, H, W].</summary>
        public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false) =>
            new(kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The mean of each square window of [B, C, H, W].</summary>
        public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Square(kernel_size)!, Square(stride), Square(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>The mean of each window of [B, C, H, W].</summary>
        public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null) =>
            new(Pair(kernel_size)!, Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

        /// <summary>Means over windows chosen so that [B, C, H, W] becomes [B, C, size, size].</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size, output_size]);

        /// <summary>Means over windows chosen so that [B, C, H, W] becomes [B, C, h, w].</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new([output_size.Item1, output_size.Item2]);

        /// <summary>Means over windows chosen so that [B, C, H, W] becomes [B, C, h, w].</summary>
        public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

        private static long[]? Square(long? size) => size is { } s ? [s, s] : null;

        private static long[]? Pair((long, long)? sizes) => sizes is var (height, width) ? [height, width] : null;
    }
}
