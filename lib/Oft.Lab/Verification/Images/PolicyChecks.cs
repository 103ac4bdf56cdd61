using Oft.Imaging;
using Oft.Imaging.Resampling;

namespace Oft.Lab.Verification.Images;

/// <summary>The way of a picture to the policy, stage by stage.</summary>
internal static class PolicyChecks
{
    /// <summary><c>policy-path</c>: JPEG and back, Lanczos as float and as bytes, centre crop; and the crop alone.</summary>
    internal static void Path(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group,
            ["decoded_sha256", "policy_float_sha256", "policy_224_sha256", "policy_224_center_crop_sha256", "prepare_224_sha256"],
            ["decoded", "policy", "policy_float", "policy_center_crop", "prepare"]);
        var input = RecordedImages.Load(of);
        var decoded = PolicyImage.ThroughJpeg(input);
        RecordedImages.Compare(of, report, "decoded_sha256", "decoded", decoded);
        RecordedImages.Compare(of, report, "policy_float_sha256", "policy_float", Lanczos3.Resize(decoded, PolicyImage.Size, PolicyImage.Size));
        var policy = PolicyImage.Resize(input);
        RecordedImages.Compare(of, report, "policy_224_sha256", "policy", policy);
        RecordedImages.Compare(of, report, "policy_224_center_crop_sha256", "policy_center_crop", PolicyImage.CenterCrop(policy));
        if (of.Value.Text("prepare_224_sha256") is not null)
            RecordedImages.Compare(of, report, "prepare_224_sha256", "prepare", PolicyImage.Prepare(input));
    }

    /// <summary><c>center-crop</c>: as float before the clip, and as bytes.</summary>
    internal static void CenterCrop(VerifyCase of, CaseReport report)
    {
        RecordedImages.Knows(of.Group, ["float_sha256", "uint8_sha256"], ["float", "uint8"]);
        var input = RecordedImages.Load(of);
        var crop = CropAndResize.Apply(PixelConversion.ToFloat(input), CropBox.Centre, PolicyImage.Size, PolicyImage.Size);
        RecordedImages.Compare(of, report, "float_sha256", "float", crop);
        RecordedImages.Compare(of, report, "uint8_sha256", "uint8", PolicyImage.CenterCrop(input));
    }

    /// <summary><c>center-crop-box</c>: the constants of the box, bit by bit.</summary>
    internal static void CenterCropBox(VerifyCase of, CaseReport report)
    {
        var box = CropBox.Centre;
        Constant("side_f32_hex", CropBox.Side);
        Constant("offset_f32_hex", box.Top);
        Constant("offset_f32_hex", box.Left);
        Constant("end_f32_hex", box.Bottom);
        Constant("end_f32_hex", box.Right);

        void Constant(string field, float value) => report.Numbers(field,
            [RecordedImages.FromHex(of.Value.Text(field) ?? throw new VerifyException($"the box has no {field}."))], [value]);
    }
}
