using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>An operator of libtorch, named by its schema and found when it is first called.</summary>
/// <remarks>
/// The overload is always spelled out, so nothing is resolved at run time. Arguments go by position; those left out take the
/// schema's defaults. Every failure names the schema and what was passed.
/// </remarks>
internal sealed unsafe partial class Op
{
    // enum class Direct of operators.h
    private const int Unary = 1, UnaryInPlace = 2, Binary = 3, BinaryInPlace = 4, BinaryAlpha = 5, BinaryAlphaInPlace = 6, ByScalar = 7, ByScalarInPlace = 8;

    private readonly string[] names;
    private nint native;
    private int direct;
    private bool searched;

    private Op(string[] names) => this.names = names;

    /// <summary>An operator by its name, <c>aten::add.Tensor</c>; of several names the first that this libtorch has.</summary>
    public static Op Get(params string[] names) => new(names);

    /// <summary>The name it was found under, or the first one asked for.</summary>
    public string Name { get; private set => field = value; } = "";

    /// <summary>Whether this libtorch has it.</summary>
    public bool Exists
    {
        get
        {
            if (!searched) Search();
            return native != 0;
        }
    }

    /// <summary>Its schema as libtorch prints it, or its name where it does not exist.</summary>
    public string Schema => Exists ? Shim.Text(Shim.oft_op_schema(native))! : names[0];

    /// <summary>All names it may have, as asked for.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>One tensor out.</summary>
    public Tensor T(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return Take(result);
    }

    /// <summary>One tensor out, or null where the operator gives none.</summary>
    public Tensor? Optional(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return result.Tag == Tag.Tensor ? new Tensor(result.Pointer) : null;
    }

    /// <summary>Two tensors out.</summary>
    public (Tensor, Tensor) T2(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[2];
        Invoke(args, results, 2);
        return (Take(results[0]), Take(results[1]));
    }

    /// <summary>Three tensors out.</summary>
    public (Tensor, Tensor, Tensor) T3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[3];
        Invoke(args, results, 3);
        return (Take(results[0]), Take(results[1]), Take(results[2]));
    }

    /// <summary>Four tensors out.</summary>
    public (Tensor, Tensor, Tensor, Tensor) T4(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[4];
        Invoke(args, results, 4);
        return (Take(results[0]), Take(results[1]), Take(results[2]), Take(results[3]));
    }

    /// <summary>A list of tensors out.</summary>
    public Tensor[] List(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        var tensors = new Tensor[result.Count];
        var handles = (nint*)result.Pointer;
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        return tensors;
    }

    /// <summary>Changes its first argument in place and gives that back.</summary>
    public Tensor I(params ReadOnlySpan<Arg> args)
    {
        Run(args);
        return (Tensor)args[0].Object!;
    }

    /// <summary>Called for what it changes; whatever it returns is let go.</summary>
    public void Run(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Cell[4];
        var made = Invoke(args, results, 4);
        for (var i = 0; i < made && i < 4; i++)
        {
            if (results[i].Tag == Tag.Tensor) Shim.oft_release(results[i].Pointer);
            if (results[i].Tag == Tag.Tensors)
                for (var k = 0; k < results[i].Count; k++) Shim.oft_release(((nint*)results[i].Pointer)[k]);
        }
    }

    /// <summary>A truth out.</summary>
    public bool B(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return result.Int != 0;
    }

    /// <summary>A number out.</summary>
    public double D(params ReadOnlySpan<Arg> args)
    {
        Cell result;
        Invoke(args, &result, 1);
        return result.Tag == Tag.Double ? result.Double : result.Int;
    }

    private bool Found
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => native != 0 || Exists;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Resolve()
    {
        if (native == 0 && !Exists)
            throw new NotSupportedException($"this libtorch ({Shim.Text(Shim.oft_version())}) has no operator {string.Join(" or ", names)}");
    }

    private void Search()
    {
        foreach (var name in names)
        {
            var dot = name.IndexOf('.');
            nint found;
            fixed (byte* basic = Encoding.UTF8.GetBytes((dot < 0 ? name : name[..dot]) + '\0'))
            fixed (byte* overload = Encoding.UTF8.GetBytes((dot < 0 ? "" : name[(dot + 1)..]) + '\0'))
                if (Shim.Check(Shim.oft_op_find(basic, overload, &found), name) == 0) continue;
            Name = name;
            direct = Shim.oft_op_direct(found);
            native = found;
            break;
        }
        searched = true;
    }
}
