using System.Globalization;

namespace Oft.Aloha.Wire.Act;

/// <summary>A float as Python's <c>repr</c> writes it: the shortest digits that read back, exponents from 1e16 and below 1e-4.</summary>
public static class PythonNumber
{
    /// <summary>The text.</summary>
    /// <exception cref="WireException">The number is not finite, which JSON cannot say.</exception>
    public static string Text(double value)
    {
        if (!double.IsFinite(value)) throw new WireException(WireFault.Value, $"JSON: expected finite numbers, got {value}.");
        // The shortest digits are the same in both languages; only their arrangement differs.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var (whole, fraction) = parts[0].Split('.') is [var before, var behind] ? (before, behind) : (parts[0], "");
        var digits = (whole + fraction).TrimStart('0');
        var exponent = whole.Length - 1 - (whole.Length + fraction.Length - digits.Length) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        digits = digits.TrimEnd('0');
        var sign = double.IsNegative(value) ? "-" : "";
        if (digits == "") return sign + "0.0";
        return sign + exponent switch
        {
            < -4 or >= 16 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0') + ".0",
            _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
    }
}
