namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that others may listen to: hooks run before and after <c>forward</c> when it is run with <c>call</c>.</summary>
        /// <typeparam name="TPreHook">What may look at, or replace, the inputs.</typeparam>
        /// <typeparam name="TPostHook">What may look at, or replace, the result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private int made;

            /// <summary>Begins an empty module without hooks.</summary>
            protected HookableModule(string name) : base(name) { }

            /// <summary>Hooks on the inputs, in the order they were registered; null while there are none.</summary>
            private protected OrderedDictionary<string, TPreHook>? Before { get; private set; }

            /// <summary>Hooks on the result, in the order they were registered; null while there are none.</summary>
            private protected OrderedDictionary<string, TPostHook>? After { get; private set; }

            /// <summary>Adds a hook that sees the inputs and the result and may return another result; null keeps it.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = $"after {made++}";
                (After ??= []).Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Adds a hook that sees the inputs and may return others; null keeps them.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = $"before {made++}";
                (Before ??= []).Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                if (Before?.Remove(key) == true && Before.Count == 0) Before = null;
                if (After?.Remove(key) == true && After.Count == 0) After = null;
            }

            /// <summary>Takes one hook away again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Removes the hook; a second call does nothing.</summary>
                public void remove() => module.Remove(key);
            }
        }
    }
}
