using System.Buffers;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Owns every tensor made on its thread while it is the innermost scope, and disposes of them when it ends.</summary>
/// <remarks>
/// A scope belongs to the thread that opened it: never hold one across an <c>await</c>. Parameters, buffers and optimiser state
/// belong to no scope.
/// </remarks>
public sealed class DisposeScope : IDisposable
{
    private readonly ThreadScopes thread;
    private readonly int threadId = Environment.CurrentManagedThreadId;
    private DisposeScope? outer;
    private Tensor?[] tensors = ArrayPool<Tensor?>.Shared.Rent(64);
    private int count;
    private HashSet<IDisposable>? others;
    private bool ended;

    internal DisposeScope(ThreadScopes thread)
    {
        this.thread = thread;
        outer = thread.Innermost;
        thread.Innermost = this;
    }

    /// <summary>The net under a scope that nobody ended: its tensors are let go when the thread that held it is gone.</summary>
    ~DisposeScope() => Release();

    /// <summary>The scope around this one on the same thread.</summary>
    internal DisposeScope? Outer => outer;

    /// <summary>How many disposables it owns.</summary>
    public int DisposablesCount => Owned().Count();

    /// <summary>What it owns.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. Owned()];

    /// <summary>Whether it owns the disposable.</summary>
    public bool Contains(IDisposable disposable) =>
        disposable is Tensor tensor ? ReferenceEquals(tensor.owner, this) : others?.Contains(disposable) ?? false;

    /// <summary>Takes a disposable that no scope, or another scope, owned until now.</summary>
    public void Attach(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        if (disposable is not Tensor tensor)
        {
            (others ??= []).Add(disposable);
        }
        else if (tensor.handle != 0 && !ReferenceEquals(tensor.owner, this))
        {
            if (tensor.owner is not DisposeScope) thread.Statistics.TensorStatistics.attached++;
            (tensor.owner as TensorGuard)?.StandDown();
            Add(tensor);
        }
    }

    /// <summary>Takes several disposables.</summary>
    public void Attach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables) Attach(disposable);
    }

    /// <summary>Takes several disposables and gives them back as a list.</summary>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        foreach (var disposable in list) Attach(disposable);
        return list;
    }

    /// <summary>Leaves a disposable to the scope around this one, or to its owner where there is none.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(outer, disposable);

    /// <summary>Leaves two disposables to the scope around this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Leaves three disposables to the scope around this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Leaves several disposables to the scope around this one.</summary>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <summary>Leaves several disposables to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.ToList()) MoveToOuter(disposable);
    }

    /// <summary>Leaves a disposable to another scope, or to its owner when that is null.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        if (!Contains(disposable)) return disposable;
        if (scope is null) return Detach(disposable);
        others?.Remove(disposable);
        scope.Attach(disposable);
        return disposable;
    }

    /// <summary>Leaves several disposables to another scope.</summary>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.ToList()) MoveToOther(scope, disposable);
    }

    /// <summary>Leaves several disposables to another scope.</summary>
    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <summary>Leaves a disposable to its owner; no scope disposes of it any more.</summary>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        if (!Contains(disposable)) return disposable;
        if (disposable is Tensor tensor) tensor.LeaveScope();
        else others!.Remove(disposable);
        return disposable;
    }

    /// <summary>Leaves several disposables to their owner.</summary>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Leaves several disposables to their owner.</summary>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables.ToList()) Detach(disposable);
    }

    /// <summary>Forgets a disposable that somebody else disposed of.</summary>
    public void MarkAsDisposed(IDisposable disposable) => others?.Remove(disposable);

    /// <summary>Disposes of everything it owns and stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut((IEnumerable<IDisposable>)[]);

    /// <summary>Disposes of everything but one disposable, and stays open.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Disposes of everything but a few, and stays open.</summary>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes of everything but a few, and stays open.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var tensor = tensors[i]!;
            if (!ReferenceEquals(tensor.owner, this)) continue;
            if (keep.Contains(tensor)) tensors[kept++] = tensor;
            else tensor.Dispose();
        }
        Array.Clear(tensors, kept, count - kept);
        count = kept;
        foreach (var other in others?.ToList() ?? [])
        {
            if (keep.Contains(other)) continue;
            others!.Remove(other);
            other.Dispose();
        }
    }

    /// <summary>Ends the scope: everything it owns is disposed of.</summary>
    /// <exception cref="InvalidOperationException">Another thread opened it.</exception>
    public void Dispose()
    {
        if (ended) return;
        if (Environment.CurrentManagedThreadId != threadId)
            throw new InvalidOperationException(
                $"dispose scope: opened on thread {threadId}, ended on thread {Environment.CurrentManagedThreadId}. Hold no scope across an await.");
        if (ReferenceEquals(thread.Innermost, this)) thread.Innermost = outer;
        else Unlink();
        foreach (var other in others ?? []) other.Dispose();
        var tensorCount = count;
        Release();
        thread.End(tensorCount);
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes it the owner of a tensor that has none.</summary>
    internal void Add(Tensor tensor)
    {
        if (ended) throw new ObjectDisposedException(nameof(DisposeScope));
        if (count == tensors.Length) Compact();
        tensors[count++] = tensor;
        tensor.owner = this;
    }

    // Entries that were disposed of or moved away are only forgotten here, so that doing so costs nothing.
    private void Compact()
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
            if (ReferenceEquals(tensors[i]!.owner, this))
                tensors[kept++] = tensors[i];
        Array.Clear(tensors, kept, count - kept);
        count = kept;
        if (count < tensors.Length / 2) return;
        var larger = ArrayPool<Tensor?>.Shared.Rent(tensors.Length * 2);
        Array.Copy(tensors, larger, count);
        ArrayPool<Tensor?>.Shared.Return(tensors, clearArray: true);
        tensors = larger;
    }

    private void Release()
    {
        if (ended) return;
        ended = true;
        for (var i = 0; i < count; i++)
        {
            var tensor = tensors[i]!;
            if (ReferenceEquals(tensor.owner, this)) tensor.Dispose();
        }
        Array.Clear(tensors, 0, count);
        ArrayPool<Tensor?>.Shared.Return(tensors);
        tensors = [];
        count = 0;
    }

    private void Unlink()
    {
        for (var inner = thread.Innermost; inner is not null; inner = inner.outer)
            if (ReferenceEquals(inner.outer, this))
            {
                inner.outer = outer;
                return;
            }
    }

    private IEnumerable<IDisposable> Owned() =>
        tensors.Take(count).OfType<Tensor>().Where(tensor => ReferenceEquals(tensor.owner, this)).Concat<IDisposable>(others ?? []);
}
