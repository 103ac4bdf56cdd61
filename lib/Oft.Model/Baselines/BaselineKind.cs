namespace Oft.Model.Baselines;

/// <summary>The two policies trained from scratch that the paper compares with.</summary>
public enum BaselineKind
{
    /// <summary>Action Chunking with Transformers: a conditional variational autoencoder of whole chunks.</summary>
    Act,

    /// <summary>Diffusion Policy: a chunk is taken out of noise step by step.</summary>
    DiffusionPolicy,
}
