using System.Diagnostics;
using System.Globalization;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using Oft.Host.Documents;
using Oft.Host.Scripting;
using Oft.Lab.Pages;

namespace Oft.Host.Cells;

/// <summary>Runs the text of cells, one after the other: directives, C# and the languages that are only shown.</summary>
/// <remarks>
/// One process has one kernel: registered formatters, the console, the current folder, statics and native libraries are the process's.
/// </remarks>
public sealed class CellKernel : IDisposable
{
    private static CellKernel? current;
    private static volatile KernelInvocationContext? running;

    private readonly IOutputSink sink;
    private readonly IInputSource input;
    private readonly StreamCapture? streams;
    private readonly IDisposable displays;
    private readonly ScriptSession session;
    private readonly PackageLoader packages;
    private readonly CellValues values;
    private readonly Dictionary<string, string> handles = [];
    private readonly Stack<string> unclaimed = [];
    private long? timed;

    /// <summary>Starts a kernel.</summary>
    /// <param name="sink">Takes what cells show.</param>
    /// <param name="input">Answers what cells ask.</param>
    /// <param name="folder">Where relative paths begin: the notebook's folder.</param>
    /// <param name="streams">The process's streams, where they are captured.</param>
    /// <param name="warm">The C# of the notebook, where it was started before everything else was known.</param>
    internal CellKernel(IOutputSink sink, IInputSource input, string folder, StreamCapture? streams = null, ScriptSession? warm = null)
    {
        (this.sink, this.input, this.streams, Folder) = (sink, input, streams, folder);
        session = warm ?? new ScriptSession();
        (session.Warn, session.Folder) = (text => sink.Stream("stderr", text), folder);
        packages = new PackageLoader(session);
        values = new CellValues(session, this);
        displays = Formatter.SubscribeToDisplayedValues(Show);
        current = this;
        // The first formatted value takes a seventh of a second, which the first compilation leaves room for on another core.
        _ = Task.Run(() => MimeBundle.Format(0));
    }

    /// <summary>The process's kernel.</summary>
    /// <exception cref="InvalidOperationException">There is none: the call does not come from a cell.</exception>
    public static CellKernel Current => current ?? throw new InvalidOperationException("expected a cell to call this, but no notebook runs in this process.");

    /// <summary>The running cell's context, null between cells.</summary>
    internal static KernelInvocationContext? Running => running;

    /// <summary>The C# of the notebook.</summary>
    internal ScriptSession Session => session;

    /// <summary>Where relative paths begin.</summary>
    public string Folder { get; }

    /// <summary>Runs a cell.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="language">The language it begins in.</param>
    /// <param name="file">The name errors carry, <c>cell7.csx</c>.</param>
    /// <param name="begins">Called before code runs, when it is compiled; several times in a cell of several parts.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <exception cref="CellFault">It failed; what it showed before that is with the sink.</exception>
    public async Task RunAsync(string text, string language, string file, Action? begins, CancellationToken cancellation)
    {
        timed = null;
        running = new KernelInvocationContext(cancellation);
        try
        {
            await RunPartsAsync(text, language, file, Folder, 0, begins, cancellation);
            if (timed is { } began) sink.Display(MimeBundle.Of("text/plain", string.Create(CultureInfo.InvariantCulture, $"Wall time: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0.####}ms")), null);
        }
        finally
        {
            streams?.Drain();
            running = null;
        }
    }

    /// <summary>Shows a value under a handle that is known from the start.</summary>
    internal DisplayedValue Display(object? value, string[] mimeTypes)
    {
        lock (handles)
        {
            var handle = value!.Display(mimeTypes);
            Claimed(handle.DisplayId);
            return handle;
        }
    }

    /// <summary>Asks for a line.</summary>
    /// <exception cref="CellFault">Nobody can answer.</exception>
    internal async Task<string> AskAsync(string name, string prompt, bool password) =>
        await input.AskAsync(name, prompt, password) ?? throw new CellFault("InputNotProvided", $"Input not provided{(prompt.Length > 0 ? $" for '{prompt}'" : "")}. Give it beforehand: --param \"{(name.Length > 0 ? name : prompt)}=VALUE\".");

    /// <summary>Runs the parts of a cell or of an imported file.</summary>
    internal async Task RunPartsAsync(string text, string language, string file, string folder, int depth, Action? begins, CancellationToken cancellation)
    {
        foreach (var part in CellSplitter.Split(text, language))
        {
            cancellation.ThrowIfCancellationRequested();
            if (part.Code is null) await ActAsync(part, folder, depth, begins, cancellation);
            else if (part.Language == Languages.CSharp) await RunCodeAsync(part.Code, file, folder, begins, cancellation);
            else Show(part);
        }
    }

    private async Task RunCodeAsync(string code, string file, string folder, Action? begins, CancellationToken cancellation)
    {
        session.Folder = folder;
        var (hasValue, value) = await session.RunAsync(code, file, begins, cancellation);
        if (hasValue) sink.Result(Formatted(value));
    }

    private async Task ActAsync(CellPart part, string folder, int depth, Action? begins, CancellationToken cancellation)
    {
        var directive = part.Directive!;
        switch (directive.Name)
        {
            case "#!time": timed ??= Stopwatch.GetTimestamp(); break;
            case "#!who": Display(Answers.Who(session.Variables)); break;
            case "#!whos": Display(Answers.Whos(session.Variables)); break;
            case "#!lsmagic": Display(Answers.Directives()); break;
            case "#!about": Display(Answers.About()); break;
            case "#!set": await values.SetAsync(directive, part.Language, cancellation); break;
            case "#!share": await values.ShareAsync(directive, part.Language, cancellation); break;
            case "#!import": await Import.RunAsync(this, directive, folder, depth, begins, cancellation); break;
            case "#i": packages.AddSource(directive, folder); break;
            case "#r":
                foreach (var extension in await packages.AddAsync(directive, folder, cancellation)) await Import.RunAsync(this, extension, Path.GetDirectoryName(extension)!, depth, begins, cancellation);
                break;
        }
    }

    private void Show(CellPart part)
    {
        switch (part.Language)
        {
            case "html": Display(MimeBundle.Of("text/html", part.Code!)); break;
            case "javascript": Display(MimeBundle.Of("text/html", $"<script type=\"text/javascript\">\n{values.JavaScript()}{part.Code}\n</script>")); break;
            case "markdown": Display(MimeBundle.Of("text/html", Prose.ToHtml(part.Code!))); break;
            case "mermaid": Display(new MimeBundle([new("text/vnd.mermaid", part.Code!), new("text/html", $"<pre class=\"mermaid\">{System.Net.WebUtility.HtmlEncode(part.Code)}</pre>"), new("text/plain", part.Code!)])); break;
            case "value": Display(values.Keep(part, Folder)); break;
        }
    }

    private void Display(MimeBundle bundle) => sink.Display(bundle, null);

    // The package announces what is shown by another object than the one it hands to the cell, so an update comes from a handle that
    // nobody has heard of. Shown by display(), the two are known to belong together; shown by .Display(), the handle is taken to belong to the
    // newest thing that no other handle has claimed.
    private void Show(DisplayedValue shown)
    {
        lock (handles)
        {
            if (!shown.IsUpdated)
            {
                sink.Display(MimeBundle.Of(shown.FormattedValues), shown.DisplayId);
                unclaimed.Push(shown.DisplayId);
            }
            else if (Claimed(shown.DisplayId) is { } place) sink.Update(MimeBundle.Of(shown.FormattedValues), place);
        }
    }

    private string? Claimed(string handle)
    {
        if (!handles.TryGetValue(handle, out var place) && unclaimed.TryPop(out place)) handles[handle] = place;
        return place;
    }

    // A formatter is code of the notebook too.
    private static MimeBundle Formatted(object? value)
    {
        try
        {
            return MimeBundle.Format(value);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw CellErrors.Of(e, new Dictionary<string, string[]>());
        }
    }

    /// <summary>Ends the kernel.</summary>
    public void Dispose()
    {
        displays.Dispose();
        if (current == this) current = null;
    }
}
