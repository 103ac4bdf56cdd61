namespace TorchSharp;

/// <summary>How many disposables of one kind a thread made, disposed and moved between scopes.</summary>
public class LifetimeStatistics
{
    internal long createdOutside, createdIn, disposedOutside, disposedIn, detached, attached;

    /// <summary>Made while no scope was open.</summary>
    public long CreatedOutsideScopeCount => createdOutside;

    /// <summary>Made inside a scope.</summary>
    public long CreatedInScopeCount => createdIn;

    /// <summary>Disposed while no scope owned them.</summary>
    public long DisposedOutsideScopeCount => disposedOutside;

    /// <summary>Disposed while a scope owned them, by hand or by the scope.</summary>
    public long DisposedInScopeCount => disposedIn;

    /// <summary>Taken out of a scope and left to their owner.</summary>
    public long DetachedFromScopeCount => detached;

    /// <summary>Given to a scope after they were made.</summary>
    public long AttachedToScopeCount => attached;

    /// <summary>Made minus disposed on this thread; negative when this thread disposed of another's.</summary>
    public long ThreadTotalLiveCount => createdOutside + createdIn - disposedOutside - disposedIn;

    /// <summary>Sets every count to zero.</summary>
    public void Reset() => createdOutside = createdIn = disposedOutside = disposedIn = detached = attached = 0;

    /// <summary>All counts on one line.</summary>
    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}; CreatedOutsideScopeCount: {createdOutside}; DisposedOutsideScopeCount: {disposedOutside}; " +
        $"CreatedInScopeCount: {createdIn}; DisposedInScopeCount: {disposedIn}; AttachedToScopeCount: {attached}; DetachedFromScopeCount: {detached}";
}
