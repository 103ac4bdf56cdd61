using Oft.Lab.Cards;

// A stand-in with the names by which the Lab knows a notebook host. Outside a cell it refuses, as a host does.
namespace Microsoft.DotNet.Interactive
{
    public static class Kernel
    {
        public static AsyncLocal<List<string>?> Cell { get; } = new();

        public static DisplayedValue display(object value, params string[] mimeTypes)
        {
            var shown = Cell.Value ?? throw new InvalidOperationException("no cell is running.");
            shown.Add(((ICard)value).ToHtml());
            return new DisplayedValue(shown, shown.Count - 1);
        }
    }

    public sealed class DisplayedValue(List<string> shown, int place)
    {
        public int Updates { get; private set; }

        public void Update(object value)
        {
            Updates++;
            shown[place] = ((ICard)value).ToHtml();
        }
    }
}
