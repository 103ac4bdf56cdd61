using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private const int MostShown = 1000, Edge = 3;

        /// <summary>Type, shape and device; the one number of a tensor that holds one.</summary>
        public override string ToString()
        {
            if (IsInvalid) return "disposed tensor";
            var sizes = shape;
            var place = device_type == DeviceType.CPU ? "" : $", device = {device}";
            var value = sizes.Length == 0 && !is_meta ? $", value = {item<double>().ToString("G5", CultureInfo.InvariantCulture)}" : "";
            return $"[{string.Join("x", sizes)}], type = {dtype}{place}{value}";
        }

        /// <summary>The numbers as text in the style of numpy, long dimensions cut in the middle; or one line about the tensor.</summary>
        /// <param name="style">What to show; every style that shows numbers shows them alike.</param>
        /// <param name="fltFormat">A .NET format for each number.</param>
        /// <param name="width">Not used: lines are as long as they are.</param>
        /// <param name="cultureInfo">How numbers are spelt; invariant when null.</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Metadata || IsInvalid || is_meta) return ToString();
            using var scope = NewDisposeScope();
            var text = new StringBuilder();
            Write(text, detach().cpu().to_type(ScalarType.Float64).contiguous(), fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture, newLine ?? "\n", 1, numel() > MostShown);
            return text.ToString();
        }

        private static void Write(StringBuilder text, Tensor part, string format, CultureInfo culture, string newLine, int depth, bool cut)
        {
            if (part.ndim == 0)
            {
                text.Append(part.item<double>().ToString(format, culture));
                return;
            }
            var length = part.shape[0];
            text.Append('[');
            for (long i = 0; i < length; i++)
            {
                if (i > 0) text.Append(part.ndim == 1 ? ", " : "," + newLine + new string(' ', depth));
                if (cut && length > 2 * Edge && i == Edge)
                {
                    text.Append(part.ndim == 1 ? "..." : "..." + newLine + new string(' ', depth));
                    if (part.ndim == 1) text.Append(", ");
                    i = length - Edge;
                }
                Write(text, part[i], format, culture, newLine, depth + 1, cut);
            }
            text.Append(']');
        }
    }
}
