namespace Oft.Host.Cells;

/// <summary>Where the outputs of cells go: a file, or a Jupyter client. Called from any thread.</summary>
public interface IOutputSink
{
    /// <summary>Text of <c>stdout</c> or <c>stderr</c>.</summary>
    void Stream(string name, string text);

    /// <summary>Something shown, under an id by which it can be replaced.</summary>
    void Display(MimeBundle bundle, string? displayId);

    /// <summary>Replaces what was shown under an id, in whatever cell.</summary>
    void Update(MimeBundle bundle, string displayId);

    /// <summary>The value of a cell; a cell of several parts may have several.</summary>
    void Result(MimeBundle bundle);
}
