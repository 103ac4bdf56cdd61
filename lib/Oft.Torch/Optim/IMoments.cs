using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The two running averages of Adam and AdamW.</summary>
internal interface IMoments
{
    /// <summary>Steps taken.</summary>
    long Step { get; set; }

    /// <summary>Average gradient.</summary>
    Tensor First { get; }

    /// <summary>Average squared gradient.</summary>
    Tensor Second { get; }

    /// <summary>Largest average squared gradient so far, for amsgrad.</summary>
    Tensor? Largest { get; }
}
