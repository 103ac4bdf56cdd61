namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Starts the sources of chance of all devices from a seed.</summary>
    public static Generator manual_seed(long seed)
    {
        Shim.Check(Shim.oft_manual_seed(seed));
        return Generator.Default;
    }

    /// <summary>Starts the processor's source from the machine's own chance, and says from which seed.</summary>
    public static long seed() => Generator.Default.seed();

    /// <summary>The seed the processor's source started from.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The state of the processor's source.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Goes on from a state of the processor's source.</summary>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>Normal numbers in the shape of another tensor.</summary>
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Fresh(Aten.randn_like.T(input, dtype, Arg.Default, device), requires_grad);

    /// <summary>Numbers from [0, 1) in the shape of another tensor.</summary>
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Fresh(Aten.rand_like.T(input, dtype, Arg.Default, device), requires_grad);

    /// <summary>Whole numbers drawn evenly from [0, high).</summary>
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    /// <summary>Whole numbers drawn evenly from [low, high).</summary>
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Fresh(generator is null
            ? Aten.randint_low.T(low, high, size, dtype ?? ScalarType.Int64, Arg.Default, Place(device))
            : Aten.randint_low_generator.T(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.Default, Place(device)), requires_grad, names);

    /// <summary>The whole numbers from 0 to before n in random order.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Fresh(generator is null
            ? Aten.randperm.T(n, dtype ?? ScalarType.Int64, Arg.Default, Place(device))
            : Aten.randperm_generator.T(n, generator, dtype ?? ScalarType.Int64, Arg.Default, Place(device)), requires_grad);

    /// <summary>Numbers of a normal distribution.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Fresh(Aten.normal_float_float.T(mean, std, size.ToArray(), generator, Type(dtype), Arg.Default, Place(device)), requires_grad, names);

    /// <summary>Normal numbers whose means and deviations differ by place.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Aten.normal_Tensor_Tensor.T(mean, std, generator);

    /// <summary>Ones of the given probabilities, zeros elsewhere.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Aten.bernoulli.T([input, generator]);

    /// <summary>Places drawn by weight.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Aten.multinomial.T(input, num_samples, replacement, generator);
}
