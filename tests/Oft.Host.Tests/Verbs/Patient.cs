using Oft.Aloha.Gate;

namespace Oft.Host.Tests.Verbs;

/// <summary>Limits for tests that ask what happens, not when: so wide that a busy machine holds nothing.</summary>
internal static class Patient
{
    public static GateProfile Profile { get; } = GateProfile.Simulated with { Freshness = new FreshnessLimit(300, 300, 0.05, 3, 300, null, 300, 300, 300), Lag = 3 };

    /// <summary>As a file for <c>--profile</c>.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "patient.json");
        File.WriteAllText(path, Profile.ToJson());
        return path;
    }
}
