using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Oft.Lab.Verification.Training;

/// <summary>A recorded name: a tensor, some of its rows, or its norm.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Rows">From and up to which row; null for all.</param>
/// <param name="Norm">Its Frobenius norm alone.</param>
internal sealed partial record TensorPart(string Tensor, (long From, long To)? Rows, bool Norm)
{
    [GeneratedRegex(@"^(?<name>[^\[]+)(?:\[rows (?<from>\d+):(?<to>\d+)\]|(?<norm>\[frobenius norm\]))?$")]
    private static partial Regex Form { get; }

    public static TensorPart Parse(string name)
    {
        if (Form.Match(name) is not { Success: true } match) throw new VerifyException($"'{name}': this part of a tensor is not known; known: [rows a:b], [frobenius norm].");
        long Number(string group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return new(match.Groups["name"].Value, match.Groups["from"].Success ? (Number("from"), Number("to")) : null, match.Groups["norm"].Success);
    }

    /// <summary>The part of a value, in float64.</summary>
    public Tensor Of(Tensor value)
    {
        var exact = value.to(ScalarType.Float64);
        if (Norm) return exact.norm().view(1);
        if (Rows is not var (from, to)) return exact;
        return to <= exact.shape[0] && from < to ? exact.narrow(0, from, to - from) : throw new VerifyException($"{Tensor}: expected rows below {exact.shape[0]}, got {from}:{to}.");
    }
}
