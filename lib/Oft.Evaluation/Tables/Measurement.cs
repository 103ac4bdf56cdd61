using System.Globalization;
using Oft.Evaluation.Statistics;

namespace Oft.Evaluation.Tables;

/// <summary>A measured number for a cell, in the table's unit.</summary>
public sealed record Measurement
{
    /// <summary>The number.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of its 95 % interval.</summary>
    public required double High { get; init; }

    /// <summary>n, trials or values behind it.</summary>
    public required int Count { get; init; }

    /// <summary>The benchmark, which is part of a number's name: mini-LIBERO; LIBERO, native; LIBERO, official.</summary>
    public required string Benchmark { get; init; }

    /// <summary>True for the tiny profile, whose numbers are compared with nobody's.</summary>
    public bool Tiny { get; init; }

    /// <summary>A success rate, in percent.</summary>
    public static Measurement Of(SuccessRate rate, string benchmark, bool tiny = false) =>
        new() { Value = 100 * rate.Value, Low = 100 * rate.Low, High = 100 * rate.High, Count = rate.Trials, Benchmark = benchmark, Tiny = tiny };

    /// <summary>A mean.</summary>
    public static Measurement Of(BootstrapMean mean, string benchmark, bool tiny = false) =>
        new() { Value = mean.Value, Low = mean.Low, High = mean.High, Count = mean.Count, Benchmark = benchmark, Tiny = tiny };

    /// <summary><c>97.0 (95.1–98.2), n = 500</c>; small numbers keep three digits behind the point.</summary>
    public override string ToString()
    {
        var digits = Math.Max(Math.Abs(Value), Math.Abs(High)) < 2 ? "0.000" : "0.0";
        string Number(double value) => value.ToString(digits, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{Number(Value)} ({Number(Low)}–{Number(High)}), n = {Count}");
    }
}
