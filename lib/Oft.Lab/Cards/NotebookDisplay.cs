using System.Reflection;

namespace Oft.Lab.Cards;

/// <summary>A place in the running cell's output that can be written again, where a notebook host is there.</summary>
/// <remarks>
/// Hosts are known by their names alone: <c>Microsoft.DotNet.Interactive.Kernel.display(object, string[])</c> returns a displayed
/// value with <c>Update(object)</c>. Without such a host there is no place, and callers write to the terminal.
/// </remarks>
public sealed class NotebookDisplay
{
    private static readonly Type[] displayArguments = [typeof(object), typeof(string[])];
    private readonly object displayed;
    private readonly MethodInfo update;

    private NotebookDisplay(object displayed, MethodInfo update) => (this.displayed, this.update) = (displayed, update);

    /// <summary>Shows a card in the running cell.</summary>
    /// <returns>Its place; null where no notebook host runs this code.</returns>
    public static NotebookDisplay? Show(ICard card)
    {
        var show = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType("Microsoft.DotNet.Interactive.Kernel", throwOnError: false)?.GetMethod("display", BindingFlags.Public | BindingFlags.Static, displayArguments))
            .FirstOrDefault(method => method is not null);
        if (show is null) return null;
        try
        {
            var displayed = show.Invoke(null, [card, Array.Empty<string>()]);
            var update = displayed?.GetType().GetMethod("Update", [typeof(object)]);
            return displayed is null || update is null ? null : new(displayed, update);
        }
        catch (TargetInvocationException)
        {
            // A host is loaded, but this code does not run inside a cell.
            return null;
        }
    }

    /// <summary>Writes another state of the card over the one that stands there. Where the host refuses, the old one stays: work goes on unseen rather than not at all.</summary>
    public void Update(ICard card)
    {
        try
        {
            update.Invoke(displayed, [card]);
        }
        catch (TargetInvocationException)
        {
            // The cell was interrupted, or this is a thread the host does not know.
        }
    }
}
