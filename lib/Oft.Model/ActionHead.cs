namespace Oft.Model;

/// <summary>How the hidden states become actions: the five ways the paper compares.</summary>
public enum ActionHead
{
    /// <summary>Original OpenVLA: causal attention, one action token after another, K = 1, greedy over the vocabulary.</summary>
    Autoregressive,

    /// <summary>All tokens of a single action in one bidirectional pass, K = 1.</summary>
    ParallelStep,

    /// <summary>All tokens of a chunk in one bidirectional pass.</summary>
    ParallelChunk,

    /// <summary>Continuous actions from an L1-trained head in one bidirectional pass: OFT.</summary>
    L1Regression,

    /// <summary>Continuous actions from noise, one bidirectional pass per DDIM step.</summary>
    Diffusion,
}
