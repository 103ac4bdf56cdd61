using System.Collections.Immutable;
using System.Runtime;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Oft.Host.Scripting;

/// <summary>The C# of a notebook: each submission sees the variables, functions and types of those before it.</summary>
internal sealed class ScriptSession
{
    private static readonly string[] imports =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq", "Microsoft.DotNet.Interactive.Kernel",
    ];

    private readonly InteractiveAssemblyLoader loader = new();
    private readonly CachingReferences references;
    private readonly Dictionary<string, string[]> sources = [];
    private readonly HashSet<MetadataReference> known = [];
    private readonly List<MetadataReference> awaited = [];
    private ScriptOptions options;
    private readonly Task warm;
    private ScriptState<object>? state;

    /// <summary>Starts a session. Its compiler gets warm at once, while whoever starts it does other things.</summary>
    public ScriptSession()
    {
        references = new CachingReferences(loader, text => Warn(text));
        // C# 14, as the .NET Interactive tool has it; debug information gives errors their lines and costs nothing measurable.
        options = ScriptOptions.Default
            .WithMetadataResolver(references)
            .WithSourceResolver(ScriptSourceResolver.Default)
            .WithLanguageVersion(LanguageVersion.CSharp14)
            .WithAllowUnsafe(true)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .AddReferences(new[] { typeof(Microsoft.DotNet.Interactive.Kernel), typeof(Microsoft.DotNet.Interactive.Formatting.Formatter), typeof(Microsoft.AspNetCore.Html.IHtmlContent) }.Select(type => references.File(type.Assembly.Location)))
            .AddImports(imports);
        warm = Task.Run(WarmAsync);
    }

    /// <summary>Takes text for <c>stderr</c>.</summary>
    public Action<string> Warn { private get; set; } = _ => { };

    /// <summary>The folder relative paths in <c>#r</c> and <c>#load</c> begin at.</summary>
    public string Folder
    {
        set
        {
            references.Folder = value;
            options = options.WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(value));
        }
    }

    /// <summary>True where code of a cancelled cell may still be running, so that the process has to be replaced.</summary>
    public bool Poisoned { get; private set; }

    /// <summary>Says that code of a given-up cell is still running.</summary>
    public void Poison() => Poisoned = true;

    /// <summary>Variables that can be seen, the newest of each name.</summary>
    public IReadOnlyList<ScriptVariable> Variables =>
        state is null ? [] : [.. state.Variables.Reverse().DistinctBy(variable => variable.Name).Reverse()];

    /// <summary>Makes assemblies known to the submissions that follow.</summary>
    public void Add(IEnumerable<string> files) => awaited.AddRange(files.Select(references.File).Where(known.Add));

    /// <summary>Loads an assembly into the process's default context, where cells will find it.</summary>
    public void Load(string file) => loader.RegisterDependency(System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(file));

    /// <summary>Compiles and runs.</summary>
    /// <param name="code">C# script.</param>
    /// <param name="file">The name that errors carry, <c>cell7.csx</c>.</param>
    /// <param name="begins">Called when the code is compiled and begins to run.</param>
    /// <param name="cancellation">Stops the code: at once while it runs straight, at its next look at the token after an await.</param>
    /// <returns>Whether there is a value, and the value.</returns>
    /// <exception cref="CellFault">It does not compile, threw or was cancelled.</exception>
    public async Task<(bool HasValue, object? Value)> RunAsync(string code, string file, Action? begins, CancellationToken cancellation)
    {
        sources[file] = code.Split('\n');
        var script = Continue(code, file);
        var diagnostics = script.Compile(cancellation);
        CellErrors.Report(diagnostics, sources, Warn);
        var hasValue = SubmissionValue.Has(script.GetCompilation());
        begins?.Invoke();
        ScriptState<object> after;
        var slots = SubmissionSlots.After(state);
        try
        {
            after = await Start(script, slots?.Before ?? state, cancellation);
        }
        catch (OperationCanceledException)
        {
            if (Poisoned) throw new CellFault("Interrupted", "stopped; the cell had awaited something, so parts of it may still be running. Restart before going on.");
            if (slots?.Left(script) is not { } left) throw new CellFault("Interrupted", "stopped before its end; what earlier cells set is kept.");
            Keep(left);
            throw new CellFault("Interrupted", "stopped before its end; what it and earlier cells set is kept, what it had not come to has the default of its type.");
        }
        Keep(after);
        if (after.Exception is OperationCanceledException && cancellation.IsCancellationRequested) throw new CellFault("Interrupted", "stopped where it looked at the token; what it and earlier cells set is kept.");
        if (after.Exception is { } thrown) throw CellErrors.Of(thrown, sources);
        return (hasValue, after.ReturnValue);
    }

    /// <summary>A submission after those that ran, not yet compiled.</summary>
    /// <remarks>It inherits imports and references. A reference given again is listed again, in every submission that follows: memory would grow with the square of their number.</remarks>
    public Script<object> Continue(string code, string file)
    {
        Task.WaitAny(warm);                                                     // what failed there fails here again, and is told
        return state is null
            ? CSharpScript.Create<object>(code, options.AddReferences(awaited).WithFilePath(file), null, loader)
            : state.Script.ContinueWith<object>(code, options.WithReferences(awaited).WithImports().WithFilePath(file));
    }

    // Most of a first cell's time is loading and binding the compiler itself and reading the references; a submission nobody sees pays for it.
    private async Task WarmAsync()
    {
        var script = CSharpScript.Create<object>("var one = 1;\none + 1", options, null, new InteractiveAssemblyLoader());
        script.Compile();
        _ = SubmissionValue.Has(script.GetCompilation());
        await script.RunAsync();
    }

    private void Keep(ScriptState<object> next)
    {
        state = next;
        awaited.Clear();
    }

    // Straight code runs on a thread of its own, where it can be aborted; after an await it runs on pool threads, which can only be asked.
    private async Task<ScriptState<object>> Start(Script<object> script, ScriptState<object>? before, CancellationToken cancellation)
    {
        var started = new TaskCompletionSource<Task<ScriptState<object>>>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Aborting waits for the thread, as long as it sleeps or is in native code; whoever cancels must not wait with it.
        var abort = new CancellationTokenSource();
        using var told = cancellation.Register(() => Task.Run(abort.Cancel));
        var thread = new Thread(() =>
        {
            try
            {
                Task<ScriptState<object>>? running = null;
#pragma warning disable SYSLIB0046                                              // the one way to stop a loop that never looks at a token
                ControlledExecution.Run(() => running = Begin(), abort.Token);
#pragma warning restore SYSLIB0046
                started.SetResult(running!);
            }
            catch (Exception e)
            {
                started.SetException(e);                                        // to whoever waits, not to the process
            }
        }, 16 << 20) { IsBackground = true, Name = "cell" };
        thread.Start();
        var task = await started.Task;
        try
        {
            return await task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
            Poisoned = !task.IsCompleted;
            throw;
        }

        Task<ScriptState<object>> Begin() => before is null ? script.RunAsync(null, _ => true, cancellation) : script.RunFromAsync(before, _ => true, cancellation);
    }
}
