using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A piece of a network: it owns parameters, buffers and the modules inside it, each under a name.</summary>
        /// <remarks>
        /// What a module owns belongs to no dispose scope: it lives until the module is disposed. Moving or converting
        /// a module keeps its <see cref="Parameter"/> objects, so an optimizer made before stays valid.
        /// </remarks>
        public abstract partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Parameter> ownParameters = [];
            private readonly OrderedDictionary<string, (Tensor Value, bool Persistent)> ownBuffers = [];
            private readonly OrderedDictionary<string, Module> ownModules = [];
            private bool componentsRegistered;
            private bool disposed;

            /// <summary>The name given to the constructor, for messages.</summary>
            protected string? name;

            /// <summary>Begins an empty module in training mode.</summary>
            protected Module(string name) => this.name = name;

            /// <summary>Whether dropout and batch statistics behave as in training.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => name ?? GetType().Name;

            /// <summary>Adds a parameter under a name of its own.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                param.DetachFromDisposeScope();
                if (!ownParameters.TryAdd(name, param)) throw Taken("parameter", name);
            }

            /// <summary>Adds a tensor that is state but is not trained.</summary>
            /// <param name="name">Its name in the state dict.</param>
            /// <param name="tensor">The tensor; the module owns it from now on.</param>
            /// <param name="persistent">False keeps it out of the state dict.</param>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                tensor.DetachFromDisposeScope();
                if (!ownBuffers.TryAdd(name, (tensor, persistent))) throw Taken("buffer", name);
            }

            /// <summary>Adds a module inside this one; null takes the name away again.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module? submodule)
            {
                if (submodule is null)
                {
                    ownModules.Remove(name);
                    return;
                }
                if (name.Length == 0 || name.Contains('.'))
                    throw new ArgumentException($"a module's name is one word without dots, got '{name}'", nameof(name));
                submodule.RegisterComponents();
                if (!ownModules.TryAdd(name, submodule)) throw Taken("module", name);
            }

            /// <summary>The same as <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers every field that holds a module, a parameter or a tensor under the field's name, in declaration order.</summary>
            /// <remarks>A field's name is changed by <see cref="Utils.ComponentNameAttribute"/>. Names already taken are left alone.</remarks>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered) return;
                componentsRegistered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).OrderBy(f => f.MetadataToken))
                {
                    var component = field.ComponentName();
                    if (ownModules.ContainsKey(component) || ownParameters.ContainsKey(component) || ownBuffers.ContainsKey(component)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(component, module); break;
                        case Parameter parameter: register_parameter(component, parameter); break;
                        case Tensor tensor: register_buffer(component, tensor); break;
                    }
                }
            }

            /// <summary>Registers a parameter, replaces the one of that name, or takes the name away when the value is null.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) ownParameters.Remove(name);
                else ownParameters[name] = (Parameter)value.DetachFromDisposeScope();
            }

            /// <summary>Registers a buffer, replaces the one of that name, or takes the name away when the value is null.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) ownBuffers.Remove(name);
                else ownBuffers[name] = (value.DetachFromDisposeScope(), persistent);
            }

            /// <summary>Forgets every module inside, without disposing them.</summary>
            protected void ClearModules() => ownModules.Clear();

            /// <summary>Switches this module and all inside to training or evaluation behaviour.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children()) child.train(train);
            }

            /// <summary>The same as <c>train(false)</c>.</summary>
            public virtual void eval() => train(false);

            /// <summary>Forgets the gradient of every parameter, or fills it with zeros.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none) parameter.ForgetGradient();
                    else if (parameter.grad is { } gradient) gradient.zero_().Dispose();
                }
            }

            /// <summary>Runs a function on every module inside, deepest first, and last on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Disposes the parameters and buffers of this module and of all inside.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes what the module owns; called once.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || disposed) return;
                disposed = true;
                foreach (var parameter in ownParameters.Values) parameter.Dispose();
                foreach (var (buffer, _) in ownBuffers.Values) buffer.Dispose();
                foreach (var child in ownModules.Values) child.Dispose();
            }

            private InvalidOperationException Taken(string kind, string taken) =>
                new($"{GetName()} already has a {kind} named '{taken}'");
        }
    }
}
