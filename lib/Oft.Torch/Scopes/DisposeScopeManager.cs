namespace TorchSharp;

/// <summary>Where the lifetime counts of the current thread are found.</summary>
public class DisposeScopeManager
{
    /// <summary>The counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadScopes.Current.Statistics;
}
