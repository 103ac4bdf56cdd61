using static TorchSharp.torch;

namespace Oft.Model;

/// <summary>What one bidirectional pass leaves.</summary>
/// <param name="Hidden">[B, T, L] hidden states after the last norm.</param>
/// <param name="Reads">[B, K·A, L] those of the positions that the head reads. The first is the prompt's last token.</param>
/// <param name="Layouts">Where everything sits, one per sample; they differ only in the length of the prompt.</param>
public sealed record ModelOutputs(Tensor Hidden, Tensor Reads, IReadOnlyList<SequenceLayout> Layouts);
