namespace Oft.Model.Adapters;

/// <summary>Adapters on a whole model: put on, chosen, merged, taken off.</summary>
public static class LoraAdapters
{
    /// <summary>The name that PEFT gives an adapter when nobody chooses one.</summary>
    public const string Default = "default";

    extension(OftModel model)
    {
        /// <summary>Every layer that an adapter can reach, by path.</summary>
        public IEnumerable<(string Path, AdaptableLayer Layer)> AdaptableLayers
            => model.named_modules().Where(named => named.module is AdaptableLayer).Select(named => (named.name, (AdaptableLayer)named.module));

        /// <summary>Names of all adapters on the model.</summary>
        public IReadOnlyList<string> AdapterNames => [.. model.AdaptableLayers.SelectMany(adapted => adapted.Layer.Adapters).Distinct().Order()];

        /// <summary>Puts a new adapter on every layer the configuration reaches. The model says exactly what it said before.</summary>
        /// <param name="config">Rank, scaling, dropout and targets.</param>
        /// <param name="name">The adapter's name.</param>
        /// <param name="placement">Where its weights live; null takes the layer's own device and precision, as PEFT does.</param>
        /// <param name="only">Of the layers the configuration reaches, those it goes on; null takes all.</param>
        /// <returns>Paths of the layers it is on.</returns>
        /// <exception cref="ArgumentException">No layer has a target's name.</exception>
        public IReadOnlyList<string> Attach(LoraConfig config, string name = Default, Placement? placement = null, Func<string, bool>? only = null)
        {
            var reached = model.AdaptableLayers.Where(adaptable => config.Reaches(adaptable.Path) && (only is null || only(adaptable.Path))).ToList();
            if (reached.Count == 0)
                throw new ArgumentException($"adapter '{name}': no layer is called {string.Join(", ", config.Targets ?? [])}; known names: {string.Join(", ", model.AdaptableLayers.Select(adaptable => adaptable.Path[(adaptable.Path.LastIndexOf('.') + 1)..]).Distinct().Order())}.");
            foreach (var (_, layer) in reached)
                layer.Attach(name, config, placement ?? new() { Dtype = layer.Weight.dtype, Device = layer.Weight.device });
            return [.. reached.Select(adaptable => adaptable.Path)];
        }

        /// <summary>Takes an adapter off.</summary>
        public void Detach(string name)
        {
            foreach (var (_, layer) in model.AdaptableLayers.ToList()) layer.Detach(name);
        }

        /// <summary>Runs with these adapters and no others; none leaves the base model.</summary>
        /// <exception cref="ArgumentException">The model has no adapter of that name.</exception>
        public void Activate(params IReadOnlyList<string> names)
        {
            var known = model.AdapterNames;
            foreach (var name in names.Except(known))
                throw new ArgumentException($"adapter '{name}' is not on this model; it carries: {(known.Count == 0 ? "none" : string.Join(", ", known))}.");
            foreach (var (_, layer) in model.AdaptableLayers) layer.Activate(names);
        }

        /// <summary>True while adapters are inside the weights.</summary>
        public bool IsMerged => model.AdaptableLayers.Any(adaptable => adaptable.Layer.IsMerged);

        /// <summary>Adds the active adapters into the weights, in the weights' precision.</summary>
        /// <exception cref="InvalidOperationException">They are merged already.</exception>
        public void Merge()
        {
            if (model.IsMerged) throw new InvalidOperationException("merge: the adapters are already in the weights; a second merge would count them twice. Un-merge first.");
            foreach (var (_, layer) in model.AdaptableLayers) layer.Merge();
        }

        /// <summary>Gives back the weights from before the merge, bit for bit.</summary>
        public void Unmerge()
        {
            foreach (var (_, layer) in model.AdaptableLayers) layer.Unmerge();
        }

        /// <summary>Merges for good: the adapters are gone and the weights are the model.</summary>
        public void MergeAndForget()
        {
            if (!model.IsMerged) model.Merge();
            foreach (var (_, layer) in model.AdaptableLayers.ToList()) layer.Keep();
        }
    }
}
