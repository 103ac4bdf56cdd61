using System.Text.Json;
using System.Text.Json.Serialization;

namespace Oft.Data.Doctor;

/// <summary>What the doctor says of a folder.</summary>
/// <param name="Folder">Its name.</param>
/// <param name="Format">rlds or aloha-hdf5.</param>
/// <param name="Episodes">Those that could be read.</param>
/// <param name="Steps">Of all of them.</param>
/// <param name="Lengths">How many episodes have how many steps, in ten classes.</param>
/// <param name="Findings">Worst first.</param>
/// <param name="Fingerprints">One per episode.</param>
public sealed record DoctorReport(string Folder, string Format, int Episodes, long Steps, IReadOnlyList<LengthClass> Lengths, IReadOnlyList<Finding> Findings, IReadOnlyList<Fingerprint> Fingerprints)
{
    private static readonly JsonSerializerOptions options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>True where nothing speaks against training.</summary>
    public bool Healthy => Findings.All(finding => finding.Severity != Severity.Problem);

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, options);
}
