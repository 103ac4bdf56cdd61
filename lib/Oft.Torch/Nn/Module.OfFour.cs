namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose <c>forward</c> takes four arguments.</summary>
        /// <typeparam name="T1">Input 1.</typeparam>
        /// <typeparam name="T2">Input 2.</typeparam>
        /// <typeparam name="T3">Input 3.</typeparam>
        /// <typeparam name="T4">Input 4.</typeparam>
        /// <typeparam name="TResult">What it returns.</typeparam>
        public abstract class Module<T1, T2, T3, T4, TResult>
            : HookableModule<Func<Module<T1, T2, T3, T4, TResult>, T1, T2, T3, T4, (T1, T2, T3, T4)?>, Func<Module<T1, T2, T3, T4, TResult>, T1, T2, T3, T4, TResult, TResult>>,
              IModule<T1, T2, T3, T4, TResult>
        {
            /// <summary>Begins an empty module.</summary>
            protected Module(string name) : base(name) { }

            /// <summary>What the module computes, without its hooks.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3, T4 input4);

            /// <summary>Runs the module: hooks on the input, <c>forward</c>, hooks on the result.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3, T4 input4)
            {
                if (Before is null && After is null) return forward(input1, input2, input3, input4);
                foreach (var hook in Before?.Values.ToArray() ?? [])
                    if (hook(this, input1, input2, input3, input4) is { } other) (input1, input2, input3, input4) = other;
                var result = forward(input1, input2, input3, input4);
                foreach (var hook in After?.Values.ToArray() ?? [])
                    if (hook(this, input1, input2, input3, input4, result) is { } other) result = other;
                return result;
            }
        }
    }
}
