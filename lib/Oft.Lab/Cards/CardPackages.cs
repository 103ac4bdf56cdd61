using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Oft.Contracts;
using Oft.Imaging;
using Oft.Lab.Charts;
using Oft.Lab.Runs;
using Oft.Lab.Tables;
using Oft.Torch;

namespace Oft.Lab.Cards;

/// <summary>The door to <c>Oft.Interop</c>: figures, tables and pictures for Plotly.NET, Deedle, ImageSharp and ScottPlot, where these packages could be restored.</summary>
/// <remarks>
/// The room is outside the solution and may not be there, so it is found when it is asked for. A notebook that wants the packages' own types names it:
/// <c>#r "../lib/Oft.Interop/bin/Release/net10.0/Oft.Interop.dll"</c>.
/// </remarks>
public static class CardPackages
{
    /// <summary>Where the set-up builds the room, below the checkout.</summary>
    public const string Place = "lib/Oft.Interop/bin/Release/net10.0/Oft.Interop.dll";

    private static readonly Lazy<Assembly> room = new(Load);

    /// <summary>True where the room is built.</summary>
    public static bool ArePresent => File.Exists(Path.Combine(Checkout.Root, Place));

    /// <summary>One figure, one table and one picture as every package has them; a word about what is missing where the room is not built.</summary>
    public static ICard Show(Figure figure, Table table, CameraImage picture)
    {
        var engine = new PackageShow("TorchSharp", "-p:TorchProvider", $"what Oft.Torch stands for here: {EngineReport.WhatIsMissing ?? EngineReport.InUse}", default);
        if (!ArePresent) return new CardRow(new Warning("Oft.Interop is not built here, since Plotly.NET, Deedle, ImageSharp and ScottPlot could not be restored or the set-up has not run: bash environment/run.sh --setup-only says which. Nothing of the course needs them."), engine);
        try
        {
            return new CardRow([.. All(figure, table, new ByteImage(picture.Height, picture.Width, 3, picture.Rgb)), engine]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Somebody else's package, perhaps without its native part on this machine: the course goes on, and the card says what it said.
            return new CardRow(ErrorCard.Of(e), engine);
        }
    }

    /// <summary>The same, package by package.</summary>
    /// <exception cref="LabException">The room is not built.</exception>
    public static IReadOnlyList<PackageShow> All(Figure figure, Table table, ByteImage picture)
    {
        if (!ArePresent) throw new LabException($"expected {Place}, which is built where its packages restore: run bash environment/run.sh --setup-only and read what it says.");
        var show = room.Value.GetType("Oft.Interop.Showroom", throwOnError: true)!.GetMethod("Show")!;
        return (IReadOnlyList<PackageShow>)show.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [figure, table, picture], null)!;
    }

    // Into the context this assembly lives in, or the room would see other types of the same names; its packages lie beside it.
    private static Assembly Load()
    {
        var path = Path.Combine(Checkout.Root, Place);
        var beside = new AssemblyDependencyResolver(path);
        var context = AssemblyLoadContext.GetLoadContext(typeof(CardPackages).Assembly)!;
        context.Resolving += (into, name) => beside.ResolveAssemblyToPath(name) is { } found ? into.LoadFromAssemblyPath(found) : null;
        context.ResolvingUnmanagedDll += (_, name) => beside.ResolveUnmanagedDllToPath(name) is { } found ? NativeLibrary.Load(found) : 0;
        return context.LoadFromAssemblyPath(path);
    }
}
