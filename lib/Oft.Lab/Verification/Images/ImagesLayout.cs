namespace Oft.Lab.Verification.Images;

/// <summary>The layout <c>images</c>: files, resizes, crops and augmentation against TensorFlow's own results.</summary>
public sealed class ImagesLayout : GroupedLayout
{
    /// <summary>Registers its kinds of check.</summary>
    public ImagesLayout()
    {
        Each("image-decode", FileChecks.Decode);
        Each("image-decode-any", FileChecks.DecodeAny);
        Each("jpeg-encode", FileChecks.Encode);
        Each("policy-path", PolicyChecks.Path);
        Each("center-crop", PolicyChecks.CenterCrop);
        Each("center-crop-box", PolicyChecks.CenterCropBox);
        Each("lanczos", ResampleChecks.Lanczos);
        Whole("lanczos-float-input", ResampleChecks.LanczosOfFloats);
        Whole("lanczos-weights", ResampleChecks.LanczosWeights);
        Whole("crop-and-resize", ResampleChecks.CropAndResize);
        Whole("dtype-conversion", ResampleChecks.Conversions);
        Each("augment-operators", AugmentationChecks.Operator);
        Each("augment-chain", AugmentationChecks.Chain);
        Each("philox", AugmentationChecks.Philox);
    }

    /// <inheritdoc/>
    public override string Name => "images";
}
