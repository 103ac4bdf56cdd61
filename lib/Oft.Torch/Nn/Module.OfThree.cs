namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>forward</c> takes three arguments.</summary>
        /// <typeparam name="T1">Input 1.</typeparam>
        /// <typeparam name="T2">Input 2.</typeparam>
        /// <typeparam name="T3">Input 3.</typeparam>
        /// <typeparam name="TResult">What it returns.</typeparam>
        public abstract class Module<T1, T2, T3, TResult>
            : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
              IModule<T1, T2, T3, TResult>
        {
            /// <summary>Begins an empty module.</summary>
            protected Module(string name) : base(name) { }

            /// <summary>What the module computes, without its hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Runs the module: hooks on the input, <c>forward</c>, hooks on the result.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                if (Before is null && After is null) return forward(input1, input2, input3);
                foreach (var hook in Before?.Values.ToArray() ?? [])
                    if (hook(this, input1, input2, input3) is { } other) (input1, input2, input3) = other;
                var result = forward(input1, input2, input3);
                foreach (var hook in After?.Values.ToArray() ?? [])
                    if (hook(this, input1, input2, input3, result) is { } other) result = other;
                return result;
            }
        }
    }
}
