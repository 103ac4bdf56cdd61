namespace Oft.Lab.Verification;

/// <summary>What the command line gave for folders outside: option (<c>--tokenizer</c>) to path.</summary>
public sealed record VerifyNeeds(IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Nothing was given; environment variables and defaults count.</summary>
    public static VerifyNeeds None { get; } = new(new Dictionary<string, string>());

    /// <summary>The folder given for an option, else by an environment variable, else null.</summary>
    public string? Given(string? option, string? environment)
    {
        if (option is not null && Options.TryGetValue(option, out var path)) return path;
        var value = environment is null ? null : Environment.GetEnvironmentVariable(environment);
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
