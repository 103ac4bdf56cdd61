using System.Runtime.ExceptionServices;
using Oft.Torch;
using Oft.Training.Processes;

namespace Oft.Training.Tests.Processes;

/// <summary>Several members of a team as threads of one process: the same groups over the same sockets as processes have.</summary>
internal static class Together
{
    /// <summary>Runs all members to their end; the first error of any is thrown.</summary>
    public static T[] Run<T>(int size, Func<ProcessTeam, T> act, bool shares = false, TeamPatience? patience = null)
    {
        var (results, errors) = Try(size, act, shares, patience);
        foreach (var error in errors) if (error is not null) ExceptionDispatchInfo.Throw(error);
        return results;
    }

    /// <summary>Runs all members to their end.</summary>
    public static (T[] Results, Exception?[] Errors) Try<T>(int size, Func<ProcessTeam, T> act, bool shares = false, TeamPatience? patience = null)
    {
        if (ProcessGroup.WhatIsMissing is { } missing) Need.Missing(missing);
        var (port, results, errors) = (FreePort.Find(), new T[size], new Exception?[size]);
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                using var team = ProcessTeam.Join(new ProcessPlace(rank, size, "127.0.0.1", port), shares, patience);
                results[rank] = act(team);
            }
            catch (Exception e)
            {
                errors[rank] = e;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return (results, errors);
    }
}
