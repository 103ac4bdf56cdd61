namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>forward</c> takes one argument.</summary>
        /// <typeparam name="T">Its input.</typeparam>
        /// <typeparam name="TResult">What it returns.</typeparam>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>,
              IModule<T, TResult>
        {
            /// <summary>Begins an empty module.</summary>
            protected Module(string name) : base(name) { }

            /// <summary>What the module computes, without its hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the module: hooks on the input, <c>forward</c>, hooks on the result.</summary>
            public TResult call(T input)
            {
                if (Before is null && After is null) return forward(input);
                foreach (var hook in Before?.Values.ToArray() ?? [])
                    if (hook(this, input) is { } other) input = other;
                var result = forward(input);
                foreach (var hook in After?.Values.ToArray() ?? [])
                    if (hook(this, input, result) is { } other) result = other;
                return result;
            }
        }
    }
}
