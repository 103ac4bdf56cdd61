using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How parameters follow their gradients.</summary>
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups, each with its options.</summary>
            protected IList<ParamGroup> _parameter_groups = new List<ParamGroup>();

            /// <summary>The groups, as a schedule sees them.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Adds parameters; options left open are those given to the optimizer.</summary>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Forgets the gradient of every parameter.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters()) parameter.ForgetGradient();
            }

            /// <summary>One step along the gradients. Parameters without a gradient stay as they are.</summary>
            /// <param name="closure">Computes the loss anew, with gradients; most optimizers need none.</param>
            /// <returns>The closure's loss, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Frees what the optimizer remembers of each parameter.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees what the optimizer remembers of each parameter.</summary>
            protected virtual void Dispose(bool disposing) { }

            /// <summary>What an optimizer remembers: the options of each group, the state of each parameter.</summary>
            public class StateDictionary
            {
                internal StateDictionary() { }

                /// <summary>The options, group by group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>The states, parameter by parameter.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group, where in <see cref="State"/> its parameters stand.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
