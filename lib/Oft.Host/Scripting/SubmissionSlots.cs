using System.Reflection;
using Microsoft.CodeAnalysis.Scripting;

namespace Oft.Host.Scripting;

/// <summary>The objects that hold the variables of cells, one a cell, kept in sight so that a cell that is aborted leaves what it had set.</summary>
/// <remarks>
/// The scripting package hands out a state only where a submission came to an end by itself; an abort unwinds the state that was being made. The
/// object of the submission is there all the same: its constructor puts it into a list before the first statement runs. Here the list is ours,
/// made through parts of the package that are not public. A version without these parts gives null everywhere, and an aborted cell loses what it declared.
/// </remarks>
internal sealed class SubmissionSlots
{
    private const BindingFlags any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly PropertyInfo? execution = typeof(ScriptState).GetProperty("ExecutionState", any);
    private static readonly PropertyInfo? count = execution?.PropertyType.GetProperty("SubmissionStateCount", any);
    private static readonly MethodInfo? get = execution?.PropertyType.GetMethod("GetSubmissionState", any, [typeof(int)]);
    private static readonly ConstructorInfo? makeExecution = execution?.PropertyType.GetConstructor(any, [typeof(object[]), typeof(int)]);
    private static readonly ConstructorInfo? makeState = execution is null ? null : typeof(ScriptState<object>).GetConstructor(any, [execution.PropertyType, typeof(Script), typeof(object), typeof(Exception)]);
    private static readonly bool known = count is not null && get is not null && makeExecution is not null && makeState is not null;

    private readonly object?[] slots;
    private readonly int used;

    private SubmissionSlots(object?[] slots, int used, Script script)
    {
        (this.slots, this.used) = (slots, used);
        Before = State(slots, used, script);
    }

    /// <summary>The state to run the next submission from.</summary>
    public ScriptState<object> Before { get; }

    /// <summary>The slots of a state with room for one submission more; null before the first submission and where they cannot be seen.</summary>
    public static SubmissionSlots? After(ScriptState<object>? state)
    {
        if (!known || state is null) return null;
        var made = execution!.GetValue(state)!;
        var used = (int)count!.GetValue(made)!;
        var slots = new object?[used + 1];
        for (var i = 0; i < used; i++) slots[i] = get!.Invoke(made, [i]);
        return new(slots, used, state.Script);
    }

    /// <summary>The state after a submission that was aborted; null where it was not yet there.</summary>
    public ScriptState<object>? Left(Script<object> aborted) => slots[used] is null ? null : State(slots, used + 1, aborted);

    private static ScriptState<object> State(object?[] slots, int used, Script script) => (ScriptState<object>)makeState!.Invoke([makeExecution!.Invoke([slots, used]), script, null, null]);
}
