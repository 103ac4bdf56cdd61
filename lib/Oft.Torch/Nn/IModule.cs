namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that is called with one argument.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Runs the module and its hooks.</summary>
            public TResult call(T input1);
        }

        /// <summary>Something that is called with two arguments.</summary>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Runs the module and its hooks.</summary>
            public abstract TResult call(T1 input1, T2 input2);
        }

        /// <summary>Something that is called with three arguments.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Runs the module and its hooks.</summary>
            public abstract TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>Something that is called with four arguments.</summary>
        public interface IModule<T1, T2, T3, T4, TResult>
        {
            /// <summary>Runs the module and its hooks.</summary>
            public abstract TResult call(T1 input1, T2 input2, T3 input3, T4 input4);
        }

        /// <summary>Something that is called with five arguments.</summary>
        public interface IModule<T1, T2, T3, T4, T5, TResult>
        {
            /// <summary>Runs the module and its hooks.</summary>
            public abstract TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5);
        }

        /// <summary>Something that is called with six arguments.</summary>
        public interface IModule<T1, T2, T3, T4, T5, T6, TResult>
        {
            /// <summary>Runs the module and its hooks.</summary>
            public abstract TResult call(T1 input1, T2 input2, T3 input3, T4 input4, T5 input5, T6 input6);
        }
    }
}
