using static TorchSharp.torch.nn;

namespace Oft.Training.Objectives;

/// <summary>What is learned: modules with weights, and what a batch costs them. Whatever says this can be trained.</summary>
public interface IObjective<in TBatch>
{
    /// <summary>Modules by the name of their part, each with weights of its own. Those of their weights that ask for gradients are trained.</summary>
    IReadOnlyList<(string Part, Module Module)> Parts { get; }

    /// <summary>What a batch costs. Called under autocast where the run computes in a shorter type.</summary>
    Loss Loss(TBatch batch);
}
