using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Oft.Host.Cells;

// The namespace and names that notebooks already use; the folder is named after what it is.
namespace Microsoft.DotNet.Interactive;

/// <summary>What cells may call without a prefix, as in .NET Interactive.</summary>
public static class Kernel
{
#pragma warning disable IDE1006                                                 // notebooks spell it in lower case
    /// <summary>Shows a value.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">The formats; by default those its type prefers.</param>
    /// <returns>A handle whose <c>Update</c> replaces what is shown.</returns>
    /// <exception cref="InvalidOperationException">No notebook runs in this process.</exception>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => CellKernel.Current.Display(value, mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Text that is HTML already.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Shows a script that the page runs.</summary>
    public static void Javascript(string scriptContent) => HTML($"<script type=\"text/javascript\">{scriptContent}</script>").Display("text/html");

    /// <summary>Shows a style sheet that the page takes over.</summary>
    public static void CSS(string content) => HTML($"<style>{content}</style>").Display("text/html");

    /// <summary>Asks for a line of text.</summary>
    /// <param name="prompt">What the person reads.</param>
    /// <param name="typeHint">What kind of text; a client may offer a fitting field.</param>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") => CellKernel.Current.AskAsync("", prompt, password: false);

    /// <summary>Asks for something that is not shown while it is typed.</summary>
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") => new(await CellKernel.Current.AskAsync("", prompt, password: true));

    /// <summary>Asks for several lines, one after the other.</summary>
    /// <param name="prompts">A prompt for each name.</param>
    public static async Task<IDictionary<string, string>> GetInputsAsync(IEnumerable<InputDescription> prompts)
    {
        var answers = new Dictionary<string, string>();
        foreach (var one in prompts) answers[one.Name] = await CellKernel.Current.AskAsync(one.Name, one.Prompt, one.TypeHint == "password");
        return answers;
    }
}
