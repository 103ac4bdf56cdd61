using System.Collections.Concurrent;

namespace Oft.Aloha.Wire.Serving;

/// <summary>Answers questions one at a time on one thread of its own, with a short queue before it.</summary>
/// <remarks>
/// One thread, because a tensor library keeps a team of workers for every thread that calls it. A question whose asker has gone is dropped
/// unless it is already being answered: a model is not stopped half way.
/// </remarks>
public sealed class PolicyThread : IDisposable
{
    private readonly BlockingCollection<Action> questions = [];
    private readonly Thread thread;
    private readonly int queue;
    private int inside;

    /// <summary>Starts the thread.</summary>
    /// <param name="queue">Questions that may wait behind the one being answered.</param>
    public PolicyThread(int queue)
    {
        this.queue = queue;
        thread = new Thread(() =>
        {
            foreach (var question in questions.GetConsumingEnumerable()) question();
        }) { IsBackground = true, Name = "policy" };
        thread.Start();
    }

    /// <summary>Questions being answered or waiting.</summary>
    public int Inside => Volatile.Read(ref inside);

    /// <summary>Asks.</summary>
    /// <param name="answer">Run on the thread.</param>
    /// <param name="patient">True waits behind any number of others, for askers of whom each has one question at most.</param>
    /// <param name="cancellation">The asker has gone.</param>
    /// <exception cref="BusyException">The queue is full.</exception>
    public async Task<T> Ask<T>(Func<T> answer, bool patient, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref inside) > queue + 1 && !patient)
        {
            Interlocked.Decrement(ref inside);
            throw new BusyException();
        }
        var told = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        questions.Add(() =>
        {
            try
            {
                if (cancellation.IsCancellationRequested) told.SetCanceled(cancellation);
                else told.SetResult(answer());
            }
            catch (Exception broken)
            {
                told.SetException(broken);
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        }, CancellationToken.None);
        return await told.Task;
    }

    /// <summary>Ends the thread once everything asked is answered.</summary>
    public void Dispose()
    {
        questions.CompleteAdding();
        thread.Join();
        questions.Dispose();
    }
}
