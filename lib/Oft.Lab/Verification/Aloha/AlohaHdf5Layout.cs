using Oft.Formats.Hdf5;

namespace Oft.Lab.Verification.Aloha;

/// <summary>Checks folders of the layout <c>aloha-hdf5</c>: recordings in every form, damaged ones, and the reference's preprocessing.</summary>
public sealed class AlohaHdf5Layout : GroupedLayout
{
    /// <summary>Registers its checks.</summary>
    public AlohaHdf5Layout()
    {
        Version("libhdf5", () => Hdf5File.LibraryVersion);
        Each("hdf5-file", Hdf5Checks.Content);
        Each("hdf5-broken", Hdf5Checks.Broken);
        Each("hdf5-library", Hdf5Checks.Library);
        Each("aloha-preprocess", PreprocessChecks.Run);
        Each("aloha-preprocess-split", PreprocessChecks.Split);
        Each("aloha-preprocess-sort", PreprocessChecks.Sort);
        Each("pillow-bicubic", PreprocessChecks.Bicubic);
    }

    /// <inheritdoc/>
    public override string Name => "aloha-hdf5";
}
