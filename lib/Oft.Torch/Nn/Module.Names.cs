using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>The modules directly inside, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => ownModules.Select(own => (own.Key, own.Value));

            /// <summary>The modules directly inside.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>All modules inside with their paths: first the direct ones, then those inside each. This module itself is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children()) yield return child;
                foreach (var (childName, child) in named_children())
                    foreach (var (innerName, inner) in child.named_modules())
                        yield return ($"{childName}.{innerName}", inner);
            }

            /// <summary>All modules inside.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(inner => inner.module);

            /// <summary>The parameters with their paths, each once even when several modules share it.</summary>
            /// <param name="recurse">False leaves out the modules inside.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Parameter>(ReferenceEqualityComparer.Instance);
                foreach (var (ownName, own) in ownParameters)
                    if (seen.Add(own))
                        yield return (ownName, own);
                if (!recurse) yield break;
                foreach (var (childName, child) in named_children())
                    foreach (var (innerName, inner) in child.named_parameters())
                        if (seen.Add(inner))
                            yield return ($"{childName}.{innerName}", inner);
            }

            /// <summary>The parameters, each once.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            /// <summary>The buffers with their paths, each once.</summary>
            /// <param name="recurse">False leaves out the modules inside.</param>
            /// <param name="include_nonpersistent">False leaves out what the state dict leaves out.</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (ownName, (own, persistent)) in ownBuffers)
                    if ((persistent || include_nonpersistent) && seen.Add(own))
                        yield return (ownName, own);
                if (!recurse) yield break;
                foreach (var (childName, child) in named_children())
                    foreach (var (innerName, inner) in child.named_buffers(true, include_nonpersistent))
                        if (seen.Add(inner))
                            yield return ($"{childName}.{innerName}", inner);
            }

            /// <summary>The buffers, each once.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            /// <summary>Whether a parameter stands under this path.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>Whether a buffer stands under this path.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The parameter under a path such as <c>blocks.0.weight</c>, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                ownParameters.TryGetValue(target, out var own) ? own : Inside(target, (child, rest) => child.get_parameter(rest));

            /// <summary>The buffer under a path such as <c>norm.running_mean</c>, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                ownBuffers.TryGetValue(target, out var own) ? own.Value : Inside(target, (child, rest) => child.get_buffer(rest));

            private T? Inside<T>(string target, Func<Module, string, T?> ask) where T : class
            {
                var dot = target.IndexOf('.');
                if (dot < 0) return null;
                var child = named_children().FirstOrDefault(c => c.name.AsSpan().SequenceEqual(target.AsSpan(0, dot))).module;
                return child is null ? null : ask(child, target[(dot + 1)..]);
            }
        }
    }
}
